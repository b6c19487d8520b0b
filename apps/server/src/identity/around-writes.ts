import type { BetterAuthOptions } from "better-auth/minimal";
import type { Store } from "../database/store.js";
import { replacePassword } from "./change-password.js";
import { addressOf } from "./client-address.js";
import { endSessionsOf } from "./second-factor.service.js";

/** What is ours of a row that better-auth writes; `account` is its word for a way to sign in. */
export function aroundWrites(store: Store) {
  return {
    session: {
      create: {
        // better-auth itself would keep the first half of an IPv6 address alone.
        before: async (_session, request) => ({ data: { ipAddress: addressOf(request) } }),
      },
    },
    account: {
      update: {
        // Ours in place of its own write, which would overwrite a password that was set meanwhile.
        before: async ({ password }, request) => {
          if (request?.path !== "/change-password" || typeof password !== "string") return;
          await replacePassword(store, request.request, password, addressOf(request));
          return false;
        },
      },
    },
    user: {
      update: {
        // All that better-auth ever changes of a person is whether they have a second factor; the browser at hand is then given a new session.
        after: async ({ id, twoFactorEnabled }, request) => {
          const user = { id, twoFactorEnabled: twoFactorEnabled === true };
          await endSessionsOf(store, user, { userId: id, apiKey: null, address: addressOf(request) });
        },
      },
    },
  } satisfies BetterAuthOptions["databaseHooks"];
}
