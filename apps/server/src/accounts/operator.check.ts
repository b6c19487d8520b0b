import type { Context } from "../graphql/context.js";
import { forbidden, notForOwnAccount, secondFactorMissing, unauthenticated } from "../graphql/errors.js";
import { mayActAsOperator, type Part } from "./policy.js";

/** @throws FORBIDDEN for everybody but the provider's staff */
export function requireOperator({ user, automation, isOperator, lacksSecondFactor }: Context): void {
  if (user === null && automation === null) throw unauthenticated();
  if (lacksSecondFactor) throw secondFactorMissing();
  if (!isOperator) throw forbidden();
}

/** For what the provider's staff do for an account. @param part theirs in it @throws FORBIDDEN for its members too */
export function requireOperatorFor(part: Part, { isOperator }: Context): void {
  if (!mayActAsOperator(isOperator, part)) throw isOperator ? notForOwnAccount() : forbidden();
}
