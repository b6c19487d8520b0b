import { forbidden, notFound, refuseIfAny, unless } from "./refusal.js";
import { accountById, accountNamed, partIn, requireStaffFor } from "./standing.js";
import type { Input, Invitation, Member, Mutation, Role, State, Who } from "./state.js";
import { checkFilled, checkLine } from "./texts.js";

const DAY = 24 * 60 * 60 * 1000;
const OPEN_DAYS = 7;
const TO_ONE_ADDRESS = 5;
const RENAMES = 20;
const MEMBER_KINDS = ["DECISIONS", "LIMIT_ENDS", "KEY_ENDS", "ROTATIONS"];

/** What concerns owners is for owners alone. */
const mayManage = (part: string | null, ...roles: (Role | null)[]) =>
  part === "OWNER" || (part === "ADMIN" && !roles.includes("OWNER"));

const setMemberRole: Mutation = (state, who, input) => {
  const member = memberToChange(state, who, input, input.role);
  member.role = input.role;
  return { account: member.account, action: "member.roleChanged", subject: member, about: input.role };
};

const removeMember: Mutation = (state, who, input) => {
  const member = memberToChange(state, who, input, null);
  state.members = state.members.filter((one) => one !== member);
  const action = member.user === who.user?.id ? "member.left" : "member.removed";
  return { account: member.account, action, subject: member, about: member.user };
};

/** What they have sent and may send no longer ends. @param after their role; null: none */
function memberToChange(state: State, who: Who, { id, expectedRole }: Input, after: Role | null): Member {
  const member = state.members.find((one) => one.id === id);
  if (!member) throw notFound();
  const { account, user, role } = member;
  const part = partIn(state, who, accountById(state, account));
  const isLeaving = after === null && user === who.user?.id;
  if (!isLeaving && !mayManage(part, role, after)) throw forbidden(account);
  refuseIfAny(unless((expectedRole ?? role) === role, "STALE_VERSION", "expectedRole"));
  const owners = state.members.filter((one) => one.account === account && one.role === "OWNER");
  refuseIfAny(unless(role !== "OWNER" || after === "OWNER" || owners.length > 1, "LAST_OWNER"));
  state.invitations = state.invitations.filter(
    (one) => one.account !== account || one.invitedBy !== user || mayManage(after, one.role),
  );
  return member;
}

export const openInvitations = ({ invitations, now }: State) =>
  invitations.filter(({ expiresAt }) => now < expiresAt);

const inviteMember: Mutation = (state, who, input) => {
  const { account, part } = accountNamed(state, who, input);
  const email = input.email.trim().toLowerCase();
  const isOf = (one: Invitation) => one.account === account.id && one.email === email;
  const replaced = openInvitations(state).find(isOf);
  if (!mayManage(part, replaced?.role ?? null, input.role)) throw forbidden(account.id);
  refuseIfAny(unless(email.includes("@"), "INVALID", "email"));
  const user = state.users.find((one) => one.email === email);
  const isMember = state.members.some((one) => one.account === account.id && one.user === user?.id);
  refuseIfAny(unless(!isMember, "ALREADY_MEMBER", "email"));
  const sent = lately(state, "invitation.sent").filter((one) => one.account === account.id);
  const before = sent.filter(({ about }) => about === email);
  refuseIfAny(unless(before.length < TO_ONE_ADDRESS, "TOO_MANY_INVITATIONS", "email"));
  const expiresAt = state.now + OPEN_DAYS * DAY;
  const invitation = {
    id: "",
    account: account.id,
    email,
    role: input.role,
    invitedBy: who.user?.id ?? "",
    expiresAt,
  };
  state.invitations = [...state.invitations.filter((one) => !isOf(one)), invitation];
  return { account: account.id, action: "invitation.sent", subject: invitation, about: email };
};

const withdrawInvitation: Mutation = (state, who, { id }) => {
  const invitation = openInvitations(state).find((one) => one.id === id);
  if (!invitation) throw notFound();
  const { account, role, email } = invitation;
  if (!mayManage(partIn(state, who, accountById(state, account)), role)) throw forbidden(account);
  state.invitations = state.invitations.filter((one) => one !== invitation);
  return { account, action: "invitation.withdrawn", subject: invitation, about: email };
};

/** Who accepts an invitation, and what they say of themselves if they are new. `user`: who has signed in. */
export type Joining = { id: string; user: string | null; name: string; password: string };

/** Lets somebody into the account that they are invited into. @returns why not; null: they are in */
export function acceptInvitation(state: State, { id, user, name, password }: Joining): string | null {
  const invitation = openInvitations(state).find((one) => one.id === id);
  if (!invitation) return "INVALID_TOKEN";
  const { account, email, role } = invitation;
  const known = state.users.find((one) => one.email === email);
  if (known && known.id !== user) return "SIGN_IN_FIRST";
  if (!known) {
    if (name.trim() === "operator" || checkLine(name.trim(), 100).length > 0) return "INVALID_NAME";
    if (password.length < 10) return "PASSWORD_TOO_SHORT";
    if (password.length > 128) return "PASSWORD_TOO_LONG";
  }
  const person = known ?? { id: "", name: name.trim(), email, isOperator: false };
  if (!known) state.users.push(person);
  state.invitations = state.invitations.filter((one) => one !== invitation);
  const by = { account, key: null, user: person.id, at: state.now };
  if (state.members.some((one) => one.account === account && one.user === person.id)) {
    state.events.push({ ...by, action: "invitation.used", subject: invitation, about: role });
    return null;
  }
  const member: Member = { id: "", account, user: person.id, role, joinedAt: state.now };
  state.members.push(member);
  state.events.push({ ...by, action: "member.joined", subject: member, about: role });
  return null;
}

/** What was done so in the last 24 hours. */
const lately = ({ events, now }: State, action: string) =>
  events.filter((one) => one.action === action && now - one.at < DAY);

const createAccount: Mutation = (state, { user }, { sid, name, ownerEmail }) => {
  if (!user?.isOperator) throw forbidden(null);
  const email = ownerEmail.trim().toLowerCase();
  refuseIfAny([
    ...unless(/^[A-Za-z0-9_-]{1,64}$/.test(sid), "INVALID", "sid"),
    ...unless(email.includes("@"), "INVALID", "ownerEmail"),
    ...(name == null ? [] : checkLine(name.trim(), 100, "name")),
  ]);
  refuseIfAny(unless(!state.accounts.some((one) => one.sid === sid), "TAKEN", "sid"));
  const account = {
    id: "",
    sid,
    name: name?.trim() ?? sid[0].toUpperCase() + sid.slice(1),
    suspended: false,
  };
  const known = state.users.find((one) => one.email === email);
  const owner = known ?? { id: "", name: "Owner", email, isOperator: false };
  const member: Member = { id: "", account: "", user: owner.id, role: "OWNER", joinedAt: state.now };
  state.accounts.push(account);
  state.members.push(member);
  if (!known) state.users.push(owner);
  const named = (id: string) => void Object.assign(member, { account: id });
  return { account: "", action: "account.created", subject: account, about: sid, followed: true, named };
};

const renameAccount: Mutation = (state, who, input) => {
  const { account, part } = accountNamed(state, who, input);
  if (!mayManage(part)) throw forbidden(account.id);
  const name = input.name.trim();
  refuseIfAny(checkLine(name, 100, "name"));
  account.name = name;
  return { account: account.id, action: "account.renamed", subject: account, about: name };
};

const setAccountSuspended: Mutation = (state, who, input) => {
  const { account, part } = accountNamed(state, who, input);
  const { suspended, reason } = input;
  requireStaffFor(part, account.id);
  refuseIfAny(checkFilled(reason, 2000, "reason"));
  account.suspended = suspended;
  const action = suspended ? "account.suspended" : "account.resumed";
  return { account: account.id, action, subject: account, about: reason, followed: true };
};

/** Who is on the staff and in no account need not name one. What they chose is shown to nobody else, and not kept here. */
const setMyNotifications: Mutation = (state, who, input) => {
  const { user } = who;
  const isInNone = state.members.every((one) => one.user !== user?.id);
  const isOfNone = input.accountSid == null && user?.isOperator && isInNone;
  const named = isOfNone ? null : accountNamed(state, who, input);
  const account = named?.account.id ?? null;
  if (!user) throw forbidden(account);
  const offered = [
    ...(user.isOperator ? ["REQUESTS"] : []),
    ...(account && named?.part !== "STAFF" ? MEMBER_KINDS : []),
  ];
  const kinds: string[] = input.settings.map(({ kind }: Input) => kind);
  const isWrong = (kind: string, at: number) => !offered.includes(kind) || kinds.indexOf(kind) < at;
  refuseIfAny(kinds.flatMap((kind, at) => unless(!isWrong(kind, at), "INVALID", "settings", at, "kind")));
  return { account, action: "notifications.changed", subject: user };
};

const setMyName: Mutation = (state, { user }, input) => {
  if (!user) throw forbidden(null);
  const name = input.name.trim();
  if (name === user.name) return { account: null, action: "", subject: user };
  refuseIfAny(name === "operator" ? unless(false, "INVALID", "name") : checkLine(name, 100, "name"));
  const before = lately(state, "user.renamed").filter((one) => one.user === user.id);
  refuseIfAny(unless(before.length < RENAMES, "LIMIT_REACHED"));
  user.name = name;
  return { account: null, action: "user.renamed", subject: user, about: name };
};

export const PEOPLE_MUTATIONS: Record<string, Mutation> = {
  setMemberRole,
  removeMember,
  inviteMember,
  withdrawInvitation,
  createAccount,
  renameAccount,
  setAccountSuspended,
  setMyNotifications,
  setMyName,
};
