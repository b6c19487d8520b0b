import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { requestHeaders } from "../http/web-headers.js";
import type { Auth } from "./auth.js";
import { isShownToAnother } from "./who-asks.js";

const FORGOT = "/api/auth/request-password-reset";
/** Longer than the work that a known address makes, in milliseconds: an unknown one is answered as late. */
const FORGOT_TAKES = 300;

/** What of better-auth is open, each by POST: everything else it could do is not found, lists of sessions with their tokens among it. */
const ROUTES = [
  "/api/auth/sign-in/email",
  "/api/auth/sign-out",
  "/api/auth/change-password",
  FORGOT,
  "/api/auth/reset-password",
  "/api/auth/two-factor/enable",
  "/api/auth/two-factor/verify-totp",
  "/api/auth/two-factor/verify-backup-code",
  "/api/auth/two-factor/generate-backup-codes",
  "/api/auth/two-factor/disable",
];

/** The answer to a recovery code that was used. */
const RECOVERY_CODE_USED = { code: "INVALID_BACKUP_CODE", message: "Invalid backup code" };

/** Longest body, in bytes: a password, an e-mail address and little else. */
const BODY_LIMIT = 16 * 1024;

/** The answer to a page that is shown to somebody else than the person of the session, as to one without a session. */
const SIGNED_OUT = {
  code: "UNAUTHENTICATED",
  message: "Somebody else has signed in with this browser. Sign in again.",
};

/** Gives better-auth its requests, but for those of pages that are shown to somebody else. It reads their bodies itself. */
export function authRoutes(auth: Auth, publicUrl: string) {
  return async (app: FastifyInstance): Promise<void> => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) =>
      done(null, body),
    );
    const answer = async (url: string, request: FastifyRequest, reply: FastifyReply) => {
      if (await isAnothers(auth, requestHeaders(request))) return refuse(reply, SIGNED_OUT);
      const [response] = await Promise.all([
        auth.handler(toWeb(request, new URL(url, publicUrl))),
        url === FORGOT && sleep(FORGOT_TAKES),
      ]);
      // Of two who show one recovery code at the same moment, better-auth answers the later one otherwise than one who is later still.
      return response.status === 409 ? refuse(reply, RECOVERY_CODE_USED) : send(reply, response);
    };
    for (const url of ROUTES)
      app.post(url, { bodyLimit: BODY_LIMIT }, (request, reply) => answer(url, request, reply));
  };
}

function refuse(reply: FastifyReply, what: object): FastifyReply {
  return reply.code(401).header("cache-control", "no-store").send(what);
}

/** Whether the session is of another person than the page. */
async function isAnothers(auth: Auth, headers: Headers): Promise<boolean> {
  if (!headers.has("cookie")) return false;
  const session = await auth.api.getSession({ headers, query: { disableRefresh: true } });
  return session !== null && isShownToAnother(headers, session.user);
}

/** @param url of the route: what a client may have written instead, with another host, or escaped, says nothing more */
function toWeb(request: FastifyRequest, url: URL): Request {
  return new Request(url, {
    method: "POST",
    headers: requestHeaders(request),
    body: typeof request.body === "string" ? request.body : null,
  });
}

async function send(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  const retryAfter = response.headers.get("x-retry-after");
  if (retryAfter) reply.header("retry-after", retryAfter);
  reply.header("set-cookie", response.headers.getSetCookie());
  reply.header("content-type", response.headers.get("content-type") ?? "application/json");
  reply.header("cache-control", "no-store");
  const body = await response.text();
  return reply.code(response.status).send(response.ok ? withoutToken(body) : body);
}

/** better-auth names a new session's token in its answer, too. It stands in the cookie alone, which no script of a page can read. */
function withoutToken(body: string): string {
  return JSON.stringify(JSON.parse(body), (name, value) => (name === "token" ? undefined : value));
}
