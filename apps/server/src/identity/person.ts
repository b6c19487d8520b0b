import type { Context } from "../graphql/context.js";
import { notForKeys, unauthenticated } from "../graphql/errors.js";
import type { User } from "./user.entity.js";

/** The signed-in person. @throws FORBIDDEN for a key */
export function requirePerson({ user, automation }: Context): User {
  if (automation !== null) throw notForKeys();
  if (user === null) throw unauthenticated();
  return user;
}

/** Somebody as the installation's audit names them, which operators alone read: names are chosen freely, addresses are proved. */
export function personInWords({ name, email }: Pick<User, "name" | "email">): string {
  return `"${name}" (${email})`;
}

/** For `mutate`: what people do about themselves concerns no account. @throws FORBIDDEN for a key */
export function aboutOneself(context: Context): () => Promise<null> {
  return async () => {
    requirePerson(context);
    return null;
  };
}
