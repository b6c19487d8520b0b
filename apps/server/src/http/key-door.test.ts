import { type AddressRanges, type Caller, compileRanges, unavailable } from "@latchkey/enforcement";
import type { Admission, DirectEnforcer } from "@latchkey/enforcer";
import Fastify from "fastify";
import { expect, it } from "vitest";
import { createLog } from "../log.js";
import { keyDoor } from "./key-door.js";

const BY_KEY = { method: "POST", url: "/graphql", headers: { authorization: "Basic eDp5" } } as const;

/** A route that keys may ask, which answers "reached" as JSON. */
function behindDoor(admit: DirectEnforcer["admit"]) {
  const app = Fastify();
  const door = keyDoor({
    enforcer: { admit, close: async () => {} },
    trustedProxies: compileRanges([]) as AddressRanges,
    supportEmail: null,
    log: createLog("silent"),
  });
  app.decorateRequest("automation", null);
  app.post("/graphql", { onRequest: door.admit, onSend: door.settle }, async () => ({ was: "reached" }));
  return app;
}

const CALLER: Caller = {
  accountId: "acc_1",
  accountNumber: 1,
  account: "demo",
  keyId: "key_1",
  key: "lk_1",
  tokenId: "tok_1",
};

/** Admits everybody as the same key, about which it decides so. */
const admitAll = (decide: Admission["decide"]) => async (): Promise<Admission> => ({
  allowed: true,
  caller: CALLER,
  decide,
  deniedNow: async () => null,
});

it("answers 503 while keys can't be judged, without a word on why", async () => {
  const app = behindDoor(() => Promise.reject(new Error("s3cr3t")));
  const answer = await app.inject(BY_KEY);
  expect(answer.statusCode).toBe(503);
  expect(answer.json().errors[0].extensions.code).toBe("INTERNAL_SERVER_ERROR");
  expect(answer.body).not.toContain("s3cr3t");
  expect((await app.inject({ method: "POST", url: "/graphql" })).json()).toEqual({ was: "reached" });
});

it("answers 503 when what a key asked for can't be judged while its answer is sent, of which nothing is seen", async () => {
  const app = behindDoor(admitAll(() => Promise.reject(new Error("s3cr3t"))));
  const answer = await app.inject(BY_KEY);
  expect(answer.statusCode).toBe(503);
  expect(answer.json().errors[0].extensions.code).toBe("INTERNAL_SERVER_ERROR");
  expect(answer.body).not.toMatch(/s3cr3t|reached/);
});

it("denies in the type in which it allows", async () => {
  const room = {
    limit: 9,
    windowSeconds: 60,
    remaining: 8,
    resetAt: 60,
    resetSeconds: 60,
    retryAfterSeconds: 0,
  };
  const rateLimit = { api: "access-control", ...room };
  const allowed = { allowed: true, caller: CALLER, operation: "access-control.read", rateLimit } as const;
  const allowing = admitAll(async () => allowed);
  const denying = admitAll(async () => unavailable());
  for (const admit of [allowing, denying]) {
    const { headers } = await behindDoor(admit).inject(BY_KEY);
    expect(headers["content-type"]).toBe("application/json; charset=utf-8");
  }
});
