import { betterAuth } from "better-auth/minimal";
import { twoFactor } from "better-auth/plugins/two-factor";
import { type IdPrefix, newId } from "../database/ids.js";
import type { Store } from "../database/store.js";
import { PASSWORD_LENGTH } from "../forms.js";
import type { Log } from "../log.js";
import { aroundRequests } from "./around-requests.js";
import { aroundWrites } from "./around-writes.js";
import { betterAuthAdapter } from "./better-auth-adapter.js";
import { addressOf, CLIENT_ADDRESS } from "./client-address.js";
import { endReset, hashOfIdentifier, type MailReset, RESET_SECONDS } from "./password-reset.js";

const PREFIXES: Record<string, IdPrefix> = {
  user: "usr",
  session: "ses",
  account: "sim",
  verification: "ver",
  second_factor: "sef",
};

/** How exactly it is known when a session was used last, in seconds: each write of it costs a transaction. */
const SEEN_SECONDS = 5 * 60;

/** Requests of one address, in so many seconds: slows guessing down, and locks nobody else out. */
const RATE_LIMIT = {
  enabled: true,
  window: 10,
  max: 100,
  customRules: {
    "/sign-in/email": { window: 10, max: 10 },
    "/change-password": { window: 10, max: 10 },
    "/request-password-reset": { window: 60, max: 5 },
    "/reset-password": { window: 10, max: 10 },
  },
};

interface AuthOptions extends Store {
  secret: string;
  /** Origin at which people reach the server. */
  publicUrl: string;
  trustedOrigins: string[];
  mailReset: MailReset;
  log: Log;
}

export type Auth = ReturnType<typeof createAuth>;

/** Signing in: e-mail and password, a second factor for those who have set one up, sessions. Nobody can sign up by themselves. */
export function createAuth(options: AuthOptions) {
  const { database, clock, secret, publicUrl, trustedOrigins, mailReset, log } = options;
  const store: Store = { database, clock };
  const https = publicUrl.startsWith("https:");
  return betterAuth({
    appName: "Latchkey",
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
      onPasswordReset: ({ user }, request) => endReset(store, user.id, addressOf(request)),
    },
    // What proves something is stored as its hash: whoever reads the database can use none of it.
    verification: { storeIdentifier: { hash: hashOfIdentifier } },
    account: { modelName: "sign_in_method" },
    // A session that ended must end everywhere at once: nothing of it is believed from the cookie.
    session: { cookieCache: { enabled: false }, updateAge: SEEN_SECONDS },
    hooks: aroundRequests(store),
    databaseHooks: aroundWrites(store),
    plugins: [twoFactor({ twoFactorTable: "second_factor" })],
    rateLimit: RATE_LIMIT,
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
