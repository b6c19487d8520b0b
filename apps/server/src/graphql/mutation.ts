import { holdRole } from "../accounts/hold-role.js";
import { actorOf } from "../audit/actor.js";
import { auditRefusal } from "../audit/refused-act.js";
import { type Change, change } from "../database/change.js";
import { againAfter } from "../database/unique-violation.js";
import { EMAIL_INDEX } from "../identity/new-user.js";
import type { Context } from "./context.js";
import { PublicError } from "./errors.js";
import { IDEMPOTENCY_INDEX } from "./idempotency.js";
import { Refusal, type UserError, UserErrorCode } from "./user-error.js";

/** What became of a mutation. `subjectId`: what an earlier, identical call made. */
export type Outcome<T> =
  | { done: true; result: T; revision: number }
  | { done: false; errors: UserError[]; subjectId: string | null };

/** `A` is null for what is about the whole installation. */
interface Attempt<A extends string | null> {
  mutation: string;
  /** What it is about, as the caller named it. */
  subjectId: string | null;
  /** Finds the account that it is about. @throws NOT_FOUND */
  findAccountId(): Promise<A>;
}

/**
 * Carries out a mutation as one change with one audit event, or, when it is refused, not at all; then a refused act is audited.
 * @throws PublicError FORBIDDEN or NOT_FOUND, as `work` does
 */
export async function mutate<T, A extends string | null = string>(
  context: Context,
  { mutation, subjectId, findAccountId }: Attempt<A>,
  work: (change: Change, accountId: A) => Promise<T>,
): Promise<Outcome<T>> {
  let accountId: A | null = null;
  try {
    const found = await findAccountId();
    accountId = found;
    return { done: true, ...(await changeOnce(context, found, work)) };
  } catch (error) {
    const code = refusedAct(error);
    if (code === "NOT_FOUND") await auditRefusal(context, null, { mutation, subjectId, code });
    else if (code !== null)
      await auditRefusal(context, accountId && ownOrAsked(context, accountId), { mutation, subjectId, code });
    if (error instanceof Refusal)
      return { done: false, errors: [...error.errors], subjectId: error.subjectId };
    throw error;
  }
}

/** A key may be denied before anybody has looked whose account it named: that belongs into the audit of its own. */
function ownOrAsked({ automation }: Context, asked: string): string {
  return automation?.caller.accountId ?? asked;
}

/** Of two calls with one idempotency key at the same moment, or that make one person, the later runs again, and then finds what the earlier did. */
async function changeOnce<T, A extends string | null>(
  context: Context,
  accountId: A,
  work: (change: Change, accountId: A) => Promise<T>,
) {
  return againAfter([IDEMPOTENCY_INDEX, EMAIL_INDEX], () =>
    change(context.installation, accountId, actorOf(context), async (begun) => {
      await holdRole(context, begun.manager, accountId);
      return work(begun, accountId);
    }),
  );
}

/** The code under which an act is audited as refused; null for what is no act: bad input, a stale version. */
function refusedAct(error: unknown): string | null {
  if (error instanceof PublicError)
    return error.code === "FORBIDDEN" || error.code === "NOT_FOUND" ? error.code : null;
  const escalates = ({ code }: UserError) => code === UserErrorCode.NOT_GRANTABLE;
  return error instanceof Refusal && error.errors.some(escalates) ? UserErrorCode.NOT_GRANTABLE : null;
}
