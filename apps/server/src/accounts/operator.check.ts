import type { Context } from "../graphql/context.js";
import { forbidden, unauthenticated } from "../graphql/errors.js";

/** @throws FORBIDDEN for everybody but the provider's staff */
export function requireOperator({ user, isOperator }: Context): void {
  if (user === null) throw unauthenticated();
  if (!isOperator) throw forbidden();
}
