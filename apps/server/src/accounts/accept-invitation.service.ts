import { hashPassword } from "better-auth/crypto";
import type { EntityManager } from "typeorm";
import { type Actor, type Change, change } from "../database/change.js";
import { newId } from "../database/ids.js";
import { findLocked } from "../database/lock.js";
import type { Store } from "../database/store.js";
import { violatesUnique } from "../database/unique-violation.js";
import { PASSWORD_LENGTH } from "../forms.js";
import { EMAIL_INDEX, insertUser } from "../identity/new-user.js";
import { checkPersonName, LONGEST_NAME } from "../identity/person-name.js";
import { User } from "../identity/user.entity.js";
import { publicNameOf } from "../identity/user.service.js";
import { Account } from "./account.entity.js";
import { Invitation } from "./invitation.entity.js";
import { invitationByToken } from "./invitation.reader.js";
import { Member, type Role } from "./member.entity.js";
import { mayChangeMember } from "./policy.js";

/** Why somebody can't join: what they are told. */
const REFUSALS = {
  INVALID_TOKEN: "This invitation was used or withdrawn, or has ended. Ask for a new one.",
  SIGN_IN_FIRST: "Sign in as the person who has this address.",
  INVALID_NAME: `A name has 1 to ${LONGEST_NAME} characters, none of them invisible. It is no link, and does not stand for somebody else, as Operator does.`,
  PASSWORD_TOO_SHORT: `A password has at least ${PASSWORD_LENGTH.min} characters.`,
  PASSWORD_TOO_LONG: `A password has at most ${PASSWORD_LENGTH.max} characters.`,
};
export type RefusalCode = keyof typeof REFUSALS;

/** Thrown where somebody can't join: nothing was changed. */
export class NotJoined extends Error {
  constructor(readonly code: RefusalCode) {
    super(REFUSALS[code]);
  }
}

/** What an invitation tells whoever has its link. */
interface LookedAt {
  account: string;
  sid: string;
  email: string;
  role: Role;
  /** Whether somebody signs in with this address already. */
  known: boolean;
}

/** @throws NotJoined INVALID_TOKEN */
export async function lookAtInvitation({ database, clock }: Store, token: string): Promise<LookedAt> {
  const { manager } = database.reader;
  const { accountId, email, role } = await requireUsable(manager, token, new Date(clock.now()));
  const { name: account, sid } = await manager.findOneByOrFail(Account, { id: accountId });
  return { account, sid, email, role, known: await manager.existsBy(User, { email }) };
}

/** Who wants to join, and how they want to sign in if they are new. */
interface Joining {
  token: string;
  name: string;
  password: string;
  /** Asked only when it makes a difference. */
  signedIn(): Promise<Pick<User, "id"> | null>;
  address: string | null;
}

/**
 * Lets somebody into the account that they are invited into. Who has the address already must have signed in; somebody new is made, with a
 * password. Either uses the invitation up: of two at once, one joins.
 * @throws NotJoined
 */
export async function acceptInvitation(store: Store, joining: Joining): Promise<void> {
  const { database, clock } = store;
  const { manager } = database.reader;
  const now = new Date(clock.now());
  const { accountId, email } = await requireUsable(manager, joining.token, now);
  const known = await manager.findOneBy(User, { email });
  if (known === null) return joinAsNew(store, joining, { accountId, email });
  if ((await joining.signedIn())?.id !== known.id) throw new NotJoined("SIGN_IN_FIRST");
  await useUp(store, joining, { accountId, userId: known.id }, async () => {});
}

/** Hashes the password outside the transaction, since that is slow, and only for somebody who has a valid link. */
async function joinAsNew(
  store: Store,
  joining: Joining,
  { accountId, email }: Pick<Invitation, "accountId" | "email">,
): Promise<void> {
  const name = joining.name.trim();
  if (checkPersonName(name, []).length > 0) throw new NotJoined("INVALID_NAME");
  if (joining.password.length < PASSWORD_LENGTH.min) throw new NotJoined("PASSWORD_TOO_SHORT");
  if (joining.password.length > PASSWORD_LENGTH.max) throw new NotJoined("PASSWORD_TOO_LONG");
  const password = await hashPassword(joining.password);
  const id = newId("usr", new Date(store.clock.now()));
  try {
    await useUp(store, joining, { accountId, userId: id }, (work) =>
      insertUser(work, { id, name, email, password }),
    );
  } catch (error) {
    // They have joined another account meanwhile.
    if (violatesUnique(error, EMAIL_INDEX)) throw new NotJoined("SIGN_IN_FIRST");
    throw error;
  }
}

/** @param prepare makes the person where they are new, once the invitation is sure to be theirs */
async function useUp(
  store: Store,
  { token, address }: Joining,
  { accountId, userId }: Pick<Member, "accountId" | "userId">,
  prepare: (work: Change) => Promise<unknown>,
): Promise<void> {
  const actor: Actor = { userId, apiKey: null, address };
  await change(store, accountId, actor, async (work) => {
    const { manager, now } = work;
    // From here on nobody else changes who is in the account, or is invited.
    await findLocked(manager, Account, { id: accountId });
    const invitation = await requireUsable(manager, token, now);
    await manager.delete(Invitation, { id: invitation.id });
    await prepare(work);
    await join(work, invitation, userId);
  });
}

/** Who is a member by now keeps their role. */
async function join({ manager, now, audit }: Change, invitation: Invitation, userId: string): Promise<void> {
  const { accountId, role } = invitation;
  const name = await publicNameOf(manager, userId);
  const before = await manager.findOneBy(Member, { accountId, userId });
  if (before !== null) {
    const summary = `Member "${name}" used an invitation with the role ${role}, and keeps the role ${before.role}.`;
    return audit({ action: "invitation.used", subjectId: invitation.id, summary });
  }
  const id = newId("mem", now);
  await manager.insert(Member, { id, accountId, userId, role, joinedAt: now });
  audit({
    action: "member.joined",
    subjectId: id,
    summary: `"${name}" joined by an invitation, with the role ${role}.`,
  });
}

/** The open invitation, if who sent it may still send it. @throws NotJoined INVALID_TOKEN */
async function requireUsable(manager: EntityManager, token: string, now: Date): Promise<Invitation> {
  const invitation = await invitationByToken(manager, token, now);
  if (invitation === null) throw new NotJoined("INVALID_TOKEN");
  const { accountId, invitedById: userId, role } = invitation;
  const sender = await manager.findOneBy(Member, { accountId, userId });
  if (!mayChangeMember(sender?.role ?? null, role, role)) throw new NotJoined("INVALID_TOKEN");
  return invitation;
}
