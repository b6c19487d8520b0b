import { emailAddress } from "@latchkey/program";
import { type EntityManager, MoreThan } from "typeorm";
import type { Change } from "../database/change.js";
import { newId } from "../database/ids.js";
import { NOT_EMAIL } from "../forms.js";
import type { Context } from "../graphql/context.js";
import { forbidden, found, notForKeys, unauthenticated } from "../graphql/errors.js";
import { mutate } from "../graphql/mutation.js";
import { DeletePayload, payloadOf } from "../graphql/payload.js";
import { refuse, UserErrorCode } from "../graphql/user-error.js";
import { User } from "../identity/user.entity.js";
import { publicNameOf } from "../identity/user.service.js";
import type { Account } from "./account.entity.js";
import { findAccount, holdStanding, type Standing } from "./account.service.js";
import { Invitation } from "./invitation.entity.js";
import type { InviteMemberInput, WithdrawInvitationInput } from "./invitation.inputs.js";
import { InvitationPayload } from "./invitation.payloads.js";
import { refuseTooMany, SENT, sentSummary } from "./invitation-bound.js";
import { hashOf, invitationLetter, newLinkToken, OPEN_FOR } from "./invitation-link.js";
import { Member } from "./member.entity.js";
import { AUTOMATION, mayChangeMember } from "./policy.js";

/** Open invitations of an account at a time. */
const MOST_OPEN = 100;

/**
 * Mails somebody a link into an account. An open invitation of the same address ends.
 * @throws NOT_FOUND, FORBIDDEN
 */
export async function inviteMember(context: Context, input: InviteMemberInput): Promise<InvitationPayload> {
  const findAccountId = async () => (await findAccount(context, input.accountSid)).id;
  const attempt = { mutation: "inviteMember", subjectId: null, findAccountId };
  const outcome = await mutate(context, attempt, async (change, accountId) => {
    const { account, email, replaced } = await judge(context, change, accountId, input);
    const token = newLinkToken();
    const invitation = await insertInvitation(context, change, { accountId, email, role: input.role }, token);
    const summary = sentSummary(email, input.role, replaced?.role ?? null);
    change.audit({ action: SENT, subjectId: invitation.id, summary });
    const by = await publicNameOf(change.manager, invitation.invitedById);
    const { role, expiresAt: until } = invitation;
    const letter = invitationLetter({ by, into: account, role, until }, token);
    await context.installation.mailLink(change, { recipient: email, letter, until });
    return invitation;
  });
  return payloadOf(InvitationPayload, "invitation", outcome);
}

interface Judged {
  account: Account;
  email: string;
  /** What ends by the new one. */
  replaced: Invitation | null;
}

/** In the order that the API promises: account, role, input, state. */
async function judge(
  context: Context,
  change: Change,
  accountId: string,
  { email: given, role }: InviteMemberInput,
): Promise<Judged> {
  const { manager, now } = change;
  const { account, part } = await holdPersonsStanding(context, manager, accountId);
  const { data: email } = emailAddress.safeParse(given.trim());
  const open = { accountId, expiresAt: MoreThan(now) };
  const replaced = email === undefined ? null : await manager.findOneBy(Invitation, { ...open, email });
  // Who replaces an owner's invitation withdraws it.
  if (!mayChangeMember(part, replaced?.role ?? role, role)) throw forbidden();
  if (email === undefined) refuse(UserErrorCode.INVALID, NOT_EMAIL, ["email"]);
  const user = await manager.findOneBy(User, { email });
  if (user !== null && (await manager.existsBy(Member, { accountId, userId: user.id })))
    refuse(UserErrorCode.ALREADY_MEMBER, "The person with this address is a member already.", ["email"]);
  if (replaced === null && (await manager.countBy(Invitation, open)) >= MOST_OPEN)
    refuse(UserErrorCode.LIMIT_REACHED, `An account may have at most ${MOST_OPEN} open invitations.`);
  await refuseTooMany(change, accountId, email);
  return { account, email, replaced };
}

async function insertInvitation(
  { user }: Context,
  { manager, now }: Change,
  invited: Pick<Invitation, "accountId" | "email" | "role">,
  token: string,
): Promise<Invitation> {
  if (user === null) throw unauthenticated();
  const { accountId, email } = invited;
  const invitation = manager.create(Invitation, {
    ...invited,
    id: newId("inv", now),
    tokenHash: hashOf(token),
    invitedById: user.id,
    createdAt: now,
    expiresAt: new Date(now.getTime() + OPEN_FOR),
  });
  // Also one that has ended and was not deleted yet.
  await manager.delete(Invitation, { accountId, email });
  await manager.insert(Invitation, invitation);
  return invitation;
}

/** Ends an open invitation: its link works no longer. @throws NOT_FOUND, FORBIDDEN */
export async function withdrawInvitation(
  context: Context,
  { id }: WithdrawInvitationInput,
): Promise<DeletePayload> {
  const findAccountId = async () => {
    const { database, clock } = context.installation;
    return (await requireOpen(database.reader.manager, id, new Date(clock.now()))).accountId;
  };
  const attempt = { mutation: "withdrawInvitation", subjectId: id, findAccountId };
  const outcome = await mutate(context, attempt, async ({ manager, now, audit }, accountId) => {
    const { part } = await holdPersonsStanding(context, manager, accountId);
    const { email, role } = await requireOpen(manager, id, now);
    if (!mayChangeMember(part, role, null)) throw forbidden();
    await manager.delete(Invitation, { id });
    audit({
      action: "invitation.withdrawn",
      subjectId: id,
      summary: `The invitation of ${email} with the role ${role} was withdrawn.`,
    });
    return id;
  });
  return payloadOf(DeletePayload, "deletedId", outcome);
}

/** @throws NOT_FOUND; FORBIDDEN for a key */
async function holdPersonsStanding(
  context: Context,
  manager: EntityManager,
  accountId: string,
): Promise<Standing> {
  const standing = await holdStanding(context, manager, accountId);
  if (standing.part === AUTOMATION) throw notForKeys();
  return standing;
}

/** @throws NOT_FOUND also for one that was used or has ended */
async function requireOpen(manager: EntityManager, id: string, now: Date): Promise<Invitation> {
  return found(await manager.findOneBy(Invitation, { id, expiresAt: MoreThan(now) }));
}
