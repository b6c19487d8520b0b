import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { requestHeaders } from "../http/web-headers.js";
import type { Auth } from "./auth.js";

const FORGOT = "/api/auth/request-password-reset";
/** Longer than the work that a known address makes, in milliseconds: an unknown one is answered as late. */
const FORGOT_TAKES = 300;

/** What of better-auth is open: everything else it could do is not found. */
const ROUTES = [
  ["POST", "/api/auth/sign-in/email"],
  ["POST", "/api/auth/sign-out"],
  ["POST", "/api/auth/revoke-other-sessions"],
  ["GET", "/api/auth/get-session"],
  ["POST", "/api/auth/change-password"],
  ["POST", FORGOT],
  ["POST", "/api/auth/reset-password"],
  ["POST", "/api/auth/two-factor/enable"],
  ["POST", "/api/auth/two-factor/verify-totp"],
  ["POST", "/api/auth/two-factor/verify-backup-code"],
  ["POST", "/api/auth/two-factor/generate-backup-codes"],
  ["POST", "/api/auth/two-factor/disable"],
] as const;

/** Longest body, in bytes: a password, an e-mail address and little else. */
const BODY_LIMIT = 16 * 1024;

/** Gives better-auth its requests. It reads their bodies itself. */
export function authRoutes(auth: Auth, publicUrl: string) {
  return async (app: FastifyInstance): Promise<void> => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) =>
      done(null, body),
    );
    for (const [method, url] of ROUTES) {
      app.route({
        method,
        url,
        exposeHeadRoute: false,
        bodyLimit: BODY_LIMIT,
        handler: async (request, reply) => {
          const [response] = await Promise.all([
            auth.handler(toWeb(request, publicUrl)),
            url === FORGOT && sleep(FORGOT_TAKES),
          ]);
          return send(reply, response);
        },
      });
    }
  };
}

function toWeb(request: FastifyRequest, publicUrl: string): Request {
  return new Request(new URL(request.url, publicUrl), {
    method: request.method,
    headers: requestHeaders(request),
    ...(request.method === "POST" ? { body: typeof request.body === "string" ? request.body : null } : {}),
  });
}

async function send(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  const retryAfter = response.headers.get("x-retry-after");
  if (retryAfter) reply.header("retry-after", retryAfter);
  reply.header("set-cookie", response.headers.getSetCookie());
  reply.header("content-type", response.headers.get("content-type") ?? "application/json");
  reply.header("cache-control", "no-store");
  return reply.code(response.status).send(await response.text());
}
