import type { Context } from "../graphql/context.js";
import { forbidden, secondFactorMissing, unauthenticated } from "../graphql/errors.js";

/** @throws FORBIDDEN for everybody but the provider's staff */
export function requireOperator({ user, automation, isOperator, lacksSecondFactor }: Context): void {
  if (user === null && automation === null) throw unauthenticated();
  if (lacksSecondFactor) throw secondFactorMissing();
  if (!isOperator) throw forbidden();
}
