import type { Change } from "../database/change.js";
import type { Context } from "../graphql/context.js";
import { forbidden, found, notForKeys } from "../graphql/errors.js";
import { mutate, type Outcome } from "../graphql/mutation.js";
import { refuse, UserErrorCode } from "../graphql/user-error.js";
import { holdStanding } from "./account.service.js";
import { Member, Role } from "./member.entity.js";
import { AUTOMATION, mayChangeMember } from "./policy.js";

interface MemberChange<R> {
  mutation: string;
  input: { id: string; expectedRole?: Role | null };
  /** Their role afterwards; null: none, they are gone. */
  after: Role | null;
  /** Changes, and writes the audit event. @param member as they were before */
  apply(change: Change, member: Member): Promise<R>;
}

/**
 * Changes one member as one change, in the order that the API promises: account, role, version, state.
 * @throws NOT_FOUND, FORBIDDEN
 */
export function changeMember<R>(
  context: Context,
  { mutation, input, after, apply }: MemberChange<R>,
): Promise<Outcome<R>> {
  const { id, expectedRole } = input;
  // A member never changes their account.
  const findAccountId = async () => {
    const { manager } = context.installation.database.reader;
    return found(await manager.findOneBy(Member, { id })).accountId;
  };
  return mutate(context, { mutation, subjectId: id, findAccountId }, async (change, accountId) => {
    const { manager } = change;
    // Of two owners who go at the same moment, the later finds the other gone.
    const { part } = await holdStanding(context, manager, accountId);
    const member = found(await manager.findOneBy(Member, { id }));
    if (part === AUTOMATION) throw notForKeys();
    const isLeaving = after === null && member.userId === context.user?.id;
    if (!isLeaving && !mayChangeMember(part, member.role, after)) throw forbidden();
    if (expectedRole != null && expectedRole !== member.role)
      refuse(UserErrorCode.STALE_VERSION, "The member's role was changed meanwhile. Load it again.", [
        "expectedRole",
      ]);
    if (member.role === Role.OWNER && after !== Role.OWNER) await keepAnOwner(change, accountId);
    return apply(change, member);
  });
}

/** @throws Refusal LAST_OWNER when no other would be left */
async function keepAnOwner({ manager }: Change, accountId: string): Promise<void> {
  if ((await manager.countBy(Member, { accountId, role: Role.OWNER })) < 2)
    refuse(UserErrorCode.LAST_OWNER, "This is the account's last owner. Make somebody else an owner first.");
}
