import type { Actor } from "../database/change.js";
import type { Context } from "../graphql/context.js";

/** Who acts in a request, as the audit names them. */
export function actorOf({ user, automation, address }: Context): Actor {
  return { userId: user?.id ?? null, apiKey: automation?.caller.key ?? null, address };
}

/** One name for who acts: the person's id, or the public key. */
export function actorName(context: Context): string {
  const { userId, apiKey } = actorOf(context);
  return userId ?? apiKey ?? "";
}
