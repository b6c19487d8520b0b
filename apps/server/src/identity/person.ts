import type { Context } from "../graphql/context.js";
import { notForKeys, unauthenticated } from "../graphql/errors.js";
import type { User } from "./user.entity.js";

/** The signed-in person. @throws FORBIDDEN for a key */
export function requirePerson({ user, automation }: Context): User {
  if (automation !== null) throw notForKeys();
  if (user === null) throw unauthenticated();
  return user;
}

/** For `mutate`: what people do about themselves concerns no account. @throws FORBIDDEN for a key */
export function aboutOneself(context: Context): () => Promise<null> {
  return async () => {
    requirePerson(context);
    return null;
  };
}
