import { APIError, createAuthMiddleware } from "better-auth/api";
import type { BetterAuthOptions } from "better-auth/minimal";
import type { Database } from "../database/database.js";
import type { Store } from "../database/store.js";
import { isTypable } from "../forms.js";
import { beginChange, endChange } from "./change-password.js";
import { addressOf } from "./client-address.js";
import { askForCode } from "./code-beside-password.js";
import { giveRefusedBack, requireReadable, useCodeOnce } from "./code-once.js";
import { lookAgain } from "./look-again.js";
import { tellOfNewCodes } from "./second-factor.service.js";
import type { AuthRequest } from "./totp.js";

/** What is ours of a request that better-auth answers: before it does its part, and after. */
export function aroundRequests(store: Store) {
  const { database } = store;
  return {
    before: createAuthMiddleware(async (request) => {
      const { path, body } = request;
      refuseUntypable(body);
      await ASKED_BEFORE[path]?.(database, request);
      if (path === "/change-password") await beginChange(store, request);
      const choices = choicesFor(request);
      if (choices) return { context: { body: { ...body, ...choices } } };
    }),
    after: createAuthMiddleware(async (request) => {
      await giveRefusedBack(database, request);
      const address = addressOf(request);
      await lookAgain(request);
      if (request.path === "/change-password") await endChange(store, request);
      if (request.path === "/two-factor/generate-backup-codes") await tellOfNewCodes(store, request, address);
    }),
  } satisfies BetterAuthOptions["hooks"];
}

/** What nobody types, so that no field may have any: see `isTypable`. */
function refuseUntypable(body: object | undefined): void {
  if (Object.values(body ?? {}).some((text) => typeof text === "string" && !isTypable(text)))
    throw APIError.from("BAD_REQUEST", {
      code: "VALIDATION_ERROR",
      message: "Zero bytes and halves of characters are not allowed",
    });
}

/** What is done about codes before better-auth does its part. */
const ASKED_BEFORE: Record<string, (database: Database, request: AuthRequest) => Promise<void>> = {
  "/two-factor/verify-totp": useCodeOnce,
  "/two-factor/verify-backup-code": requireReadable,
  "/two-factor/disable": askForCode,
  "/two-factor/generate-backup-codes": askForCode,
};

/** Whatever the client says: codes by time of an app, asked for at each sign-in, which ends in a session. */
const SECOND_FACTOR = { method: "totp", trustDevice: false, disableSession: false };

/**
 * What we decide, whatever the client says. Changing the password ends all other sessions, so that whoever knew the old one is out.
 * Every session is remembered, since better-auth does not say of the others when they were used last. No browser is spared the second
 * factor: nothing would end that when the password is changed. A sign-in leads nowhere: better-auth would say where in a header, which can't
 * hold every address.
 */
function choicesFor({ path, context }: AuthRequest): object | null {
  if (path === "/change-password") return { revokeOtherSessions: true };
  if (path === "/sign-in/email") return { rememberMe: true, callbackURL: "" };
  return path.startsWith("/two-factor/") ? { ...SECOND_FACTOR, issuer: context.appName } : null;
}
