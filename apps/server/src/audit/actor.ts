import type { Actor } from "../database/change.js";
import type { Context } from "../graphql/context.js";

/** Who acts in a request, as the audit names them. */
export function actorOf({ user, address }: Context): Actor {
  return { userId: user?.id ?? null, apiKey: null, address };
}
