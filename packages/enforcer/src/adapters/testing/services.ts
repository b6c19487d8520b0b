import { createServer, type IncomingMessage } from "node:http";
import { createRequire } from "node:module";
import type { OperationRule } from "@latchkey/enforcement";
import express5 from "express";
import fastify from "fastify";
import type { Enforcer } from "../../enforcer.js";
import { open } from "../../testing/http.js";
import { testEnforcer } from "../../testing/rules.js";
import * as forExpress from "../express.js";
import { latchkey } from "../fastify.js";
import type { GuardOptions } from "../guard.js";

// Version 4 has no types of its own here; what the tests use of it is the same.
const express4: typeof express5 = createRequire(import.meta.url)("express-4");

export const FRAMEWORKS = ["Express 5", "Express 4", "Fastify"] as const;
export type Framework = (typeof FRAMEWORKS)[number];

export const SUPPORT_EMAIL = "help@example.com";

interface Options extends GuardOptions {
  limit?: number;
  operations?: readonly OperationRule[];
}

/** What arrived at a handler behind the guard. */
export interface Echo {
  url: string;
  rawHeaders: string[];
  headers: Record<string, string>;
  headersDistinct: Record<string, string[]>;
  latchkey: unknown;
}

/** A guarded service on a free loopback port, by made-up rules. Every path answers 200 with what arrived there. */
export async function openService(framework: Framework, { limit, operations, ...guard }: Options = {}) {
  const rules = testEnforcer(limit, operations);
  const enforcer = rules.enforcer as Enforcer;
  const options = { enforcer, supportEmail: SUPPORT_EMAIL, ...guard };
  const { port, close } = await (framework === "Fastify"
    ? openFastify(options)
    : openExpress(framework === "Express 5" ? express5 : express4, options));
  return { ...rules, port, close };
}

type GuardedOptions = GuardOptions & { enforcer: Enforcer };

async function openExpress(express: typeof express5, options: GuardedOptions) {
  const app = express();
  app.disable("x-powered-by").disable("etag");
  app.use(await forExpress.latchkey(options));
  app.use((request, response) => void response.json(echo(request, request.latchkey)));
  const server = createServer(app);
  const close = async () => {
    server.closeAllConnections();
    server.close();
  };
  return { port: await open(server), close };
}

async function openFastify(options: GuardedOptions) {
  const app = fastify({ forceCloseConnections: true });
  app.register(latchkey, options);
  app.setNotFoundHandler((request, reply) => reply.code(200).send(echo(request.raw, request.latchkey)));
  await app.ready();
  return { port: await open(app.server), close: () => app.close() };
}

function echo({ url = "", rawHeaders, headers, headersDistinct }: IncomingMessage, call: unknown) {
  return { url, rawHeaders, headers, headersDistinct, latchkey: call };
}
