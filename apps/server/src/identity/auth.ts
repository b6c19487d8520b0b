import { APIError, createAuthMiddleware } from "better-auth/api";
import { betterAuth } from "better-auth/minimal";
import { twoFactor } from "better-auth/plugins/two-factor";
import type { Clock } from "../clock.js";
import type { Database } from "../database/database.js";
import { type IdPrefix, newId } from "../database/ids.js";
import { PASSWORD_LENGTH } from "../forms.js";
import type { Log } from "../log.js";
import { betterAuthAdapter } from "./better-auth-adapter.js";
import { beginChange, endChange, replacePassword } from "./change-password.js";
import { askForCode } from "./code-beside-password.js";
import { giveRefusedBack, requireReadable, useCodeOnce } from "./code-once.js";
import { lookAgain } from "./look-again.js";
import { endReset, type MailReset, RESET_SECONDS } from "./password-reset.js";
import { endSessionsOf, tellOfNewCodes } from "./second-factor.service.js";
import type { AuthRequest } from "./totp.js";

/** Where we tell better-auth the client's address; what clients send under this name is overwritten. */
export const CLIENT_ADDRESS = "x-latchkey-client-address";

const PREFIXES: Record<string, IdPrefix> = {
  user: "usr",
  session: "ses",
  account: "sim",
  verification: "ver",
  second_factor: "sef",
};

/** How exactly it is known when a session was used last, in seconds: each write of it costs a transaction. */
const SEEN_SECONDS = 5 * 60;

export interface AuthOptions {
  database: Database;
  clock: Clock;
  secret: string;
  /** Origin at which people reach the server. */
  publicUrl: string;
  trustedOrigins: string[];
  mailReset: MailReset;
  log: Log;
}

export type Auth = ReturnType<typeof createAuth>;

/** What is done about codes before better-auth does its part. */
const ASKED_BEFORE: Record<string, (database: Database, request: AuthRequest) => Promise<void>> = {
  "/two-factor/verify-totp": useCodeOnce,
  "/two-factor/verify-backup-code": requireReadable,
  "/two-factor/disable": askForCode,
  "/two-factor/generate-backup-codes": askForCode,
};

const APP_NAME = "Latchkey";
/** Whatever the client says: codes by time of an app, asked for at each sign-in, which ends in a session. */
const SECOND_FACTOR = { method: "totp", issuer: APP_NAME, trustDevice: false, disableSession: false };

/**
 * What stands in place of what a client says: who changes the password ends all other sessions, whoever knew the old one among them; no
 * browser is spared the second factor, since nothing would end that when the password is changed; and of no session it stays unknown
 * when it was used last, as better-auth leaves it of those that a browser shall forget.
 */
function choicesFor(path: string): object | null {
  if (path === "/change-password") return { revokeOtherSessions: true };
  if (path === "/sign-in/email") return { rememberMe: true };
  return path.startsWith("/two-factor/") ? SECOND_FACTOR : null;
}

/**
 * A password followed by zero bytes has the hash of the password: the hash begins with an HMAC, which fills short keys up with them (RFC
 * 2104 §2). Nobody types them, so that no field may have any.
 */
function refuseZeroBytes(body: object | undefined): void {
  if (Object.values(body ?? {}).some((text) => typeof text === "string" && text.includes("\0")))
    throw APIError.from("BAD_REQUEST", { code: "VALIDATION_ERROR", message: "Zero bytes are not allowed" });
}

/** Where a request came from; null: unknown, or there is none. */
const addressOf = (request: { headers?: Headers | undefined } | null | undefined) =>
  request?.headers?.get(CLIENT_ADDRESS) ?? null;

/** Signing in: e-mail and password, a second factor for those who have set one up, sessions. Nobody can sign up by themselves. */
export function createAuth(options: AuthOptions) {
  const { database, clock, secret, publicUrl, trustedOrigins, mailReset, log } = options;
  const place = { database, clock };
  const https = publicUrl.startsWith("https:");
  return betterAuth({
    appName: APP_NAME,
    baseURL: publicUrl,
    basePath: "/api/auth",
    secret,
    trustedOrigins,
    database: betterAuthAdapter(database),
    telemetry: { enabled: false },
    // Its messages are about refused requests; what is added to them may name people.
    logger: { level: "debug", log: (_level, message) => log.debug({ from: "better-auth" }, message) },
    // What fails is ours to log: better-auth would print it with the query and its values, a new session's token among them.
    onAPIError: { throw: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
      resetPasswordTokenExpiresIn: RESET_SECONDS,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => mailReset(user, token),
      onPasswordReset: ({ user }, request) => endReset(place, user.id, addressOf(request)),
    },
    // What proves something is stored as its hash: whoever reads the database can use none of it.
    verification: { storeIdentifier: "hashed" },
    account: { modelName: "sign_in_method" },
    // A session that ended must end everywhere at once: nothing of it is believed from the cookie.
    session: { cookieCache: { enabled: false }, updateAge: SEEN_SECONDS },
    hooks: {
      before: createAuthMiddleware(async (request) => {
        const { path, body } = request;
        refuseZeroBytes(body);
        await ASKED_BEFORE[path]?.(database, request);
        if (path === "/change-password") await beginChange(place, request);
        const choices = choicesFor(path);
        if (choices) return { context: { body: { ...body, ...choices } } };
      }),
      after: createAuthMiddleware(async (request) => {
        await giveRefusedBack(database, request);
        const address = addressOf(request);
        await lookAgain(request);
        if (request.path === "/change-password") await endChange(place, request);
        if (request.path === "/two-factor/generate-backup-codes")
          await tellOfNewCodes(place, request, address);
      }),
    },
    databaseHooks: {
      session: {
        create: {
          // better-auth itself would keep the first half of an IPv6 address alone.
          before: async (_session, request) => ({
            data: { ipAddress: addressOf(request) },
          }),
        },
      },
      account: {
        update: {
          // Ours in place of its own write, which would overwrite a password that was set meanwhile.
          before: async ({ password }, request) => {
            if (request?.path !== "/change-password" || typeof password !== "string") return;
            await replacePassword(place, request.request, password, addressOf(request));
            return false;
          },
        },
      },
      user: {
        update: {
          // All that better-auth ever changes of a person is whether they have a second factor; the browser at hand is then given a new session.
          after: async ({ id, twoFactorEnabled }, request) => {
            const address = addressOf(request);
            const user = { id, twoFactorEnabled: twoFactorEnabled === true };
            await endSessionsOf(place, user, { userId: id, apiKey: null, address });
          },
        },
      },
    },
    plugins: [twoFactor({ twoFactorTable: "second_factor" })],
    // Per address: slows guessing down, and locks nobody else out.
    rateLimit: {
      enabled: true,
      window: 10,
      max: 100,
      customRules: {
        "/sign-in/email": { window: 10, max: 10 },
        "/change-password": { window: 10, max: 10 },
        "/request-password-reset": { window: 60, max: 5 },
        "/reset-password": { window: 10, max: 10 },
      },
    },
    advanced: {
      // better-auth would put `__Secure-` in front of `__Host-`.
      useSecureCookies: false,
      cookiePrefix: https ? "__Host-latchkey" : "latchkey",
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", secure: https, path: "/" },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS] },
      database: {
        generateId: ({ model }) => newId(PREFIXES[model] ?? "ver", new Date(clock.now())),
      },
    },
  });
}
