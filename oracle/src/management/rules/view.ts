// What the API shows of the model, as JSON.
import { managesKeys, tokensNow } from "./keys.js";
import { defaultLimit, grantInForce, limitAt } from "./limits.js";
import { openInvitations } from "./people.js";
import type { Account, ApiKey, Event, Input, State, ThrottleRequest, User } from "./state.js";

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
const named = (id: string | null) => (id === null ? null : { id });
type Row = { id: string };
const byId = (one: Row, other: Row) => (one.id < other.id ? -1 : 1);
/** Ids sort by the time of their making. */
const newestFirst = (one: Row, other: Row) => byId(other, one);

/** All that staff see of an account. */
export function viewOf(state: State, { id, name, suspended }: Account) {
  const isOf = (one: { account: string }) => one.account === id;
  const members = state.members
    .filter(isOf)
    .sort((one, other) => one.joinedAt - other.joinedAt || byId(one, other));
  const requests = state.requests.filter(isOf).sort(newestFirst);
  const invitations = openInvitations(state).filter(isOf).sort(newestFirst);
  return {
    id,
    name,
    suspended,
    apiKeys: { nodes: livingKeys(state, id).map((key) => keyView(state, key)) },
    throttleLimits: limitsOf(state, id).filter((_, at) => !state.apis[at]?.retired),
    // With the Api they would come back.
    retiredThrottleLimits: limitsOf(state, id).filter(
      ({ grantId, pendingRequest }, at) => state.apis[at]?.retired && (grantId ?? pendingRequest),
    ),
    throttleRequests: { nodes: requests.map((request) => requestView(state, request)) },
    members: members.map(({ user, role, ...member }) => ({ id: member.id, role, user: { id: user } })),
    invitations: invitations.map(({ id, email, role, ...invitation }) => ({
      id,
      email,
      role,
      invitedBy: named(invitation.invitedBy),
      expiresAt: iso(invitation.expiresAt),
    })),
  };
}

export const livingKeys = ({ keys }: State, account: string) =>
  keys.filter((key) => key.account === account && !key.deleted).sort(newestFirst);

function statusOf({ now }: State, { disabled, expiresAt }: ApiKey): string {
  if (disabled) return "DISABLED";
  return expiresAt !== null && now >= expiresAt ? "EXPIRED" : "ACTIVE";
}

function keyView(state: State, key: ApiKey) {
  const { account, disabled, deleted, regeneratedBy, createdAt, createdBy, holder, expiresAt, ...rest } = key;
  const { active, retiring } = tokensNow(state, key);
  const working = [active, retiring].filter((token) => token !== undefined);
  return {
    ...rest,
    createdAt: iso(createdAt),
    createdBy: named(createdBy),
    holder: named(holder),
    expiresAt: iso(expiresAt),
    status: statusOf(state, key),
    tokens: working.map(({ text, createdAt, retiresAt }) => ({
      hint: text.slice(0, 8),
      createdAt: iso(createdAt),
      retiresAt: iso(retiresAt),
      status: retiresAt === null ? "ACTIVE" : "RETIRING",
    })),
  };
}

const limitsOf = (state: State, account: string) =>
  state.apis.map(({ code }) => limitView(state, account, code));

function limitView(state: State, account: string, code: string) {
  const api = state.apis.find((one) => one.code === code);
  const grant = grantInForce(state, account, code, state.now);
  const until = grant?.validUntil ?? null;
  const pending = state.requests.filter((one) => one.account === account && one.status === "PENDING");
  return {
    api: { code, operatorLimit: api?.operatorLimit ?? null, operatorLimitSetBy: named(api?.setBy ?? null) },
    limit: limitAt(state, account, code, state.now),
    defaultLimit: defaultLimit(api),
    grantId: grant?.id ?? null,
    validUntil: iso(until),
    limitAfterwards: until === null ? null : limitAt(state, account, code, until),
    pendingRequest: named(pending.find((one) => one.api === code)?.id ?? null),
  };
}

function requestView({ grants }: State, request: ThrottleRequest) {
  const { account, api, requestedUntil, validUntil, requestedBy, enteredBy, decidedBy, decidedAt, ...rest } =
    request;
  const grant = grants.find((one) => one.request === request);
  return {
    ...rest,
    api: { code: api },
    requestedUntil: iso(requestedUntil),
    validUntil: iso(validUntil),
    requestedBy: named(requestedBy),
    enteredBy: named(enteredBy),
    decidedBy: named(decidedBy),
    decidedAt: iso(decidedAt),
    endedAt: iso(grant?.endedAt ?? null),
  };
}

export const eventView = ({ action, user, key, subject, at }: Event) => ({
  action,
  actorUser: named(user),
  actorApiKey: key,
  subjectId: subject?.id ?? null,
  at: iso(at),
});

/** What an event is about, by the first word of its action. */
const TOPICS: Record<string, string[]> = {
  KEYS: ["apiKey", "token", "permissions", "allowlist"],
  LIMITS: ["throttleRequest", "throttleGrant"],
  ACCOUNT: ["account", "member", "invitation", "notifications"],
};
export function topicOf({ action }: Event): string | undefined {
  const [word = "", rest] = action.split(".");
  return rest === "refused" ? "REFUSED" : Object.keys(TOPICS).find((topic) => TOPICS[topic]?.includes(word));
}

/** Whether a living key is among those that a list is filtered to. */
export function isListed(state: State, asking: User | null, key: ApiKey, filter: Input): boolean {
  const { search, knownTo, status = [statusOf(state, key)] } = filter;
  const is: Input = {
    name: key.name,
    access: key.accessScope,
    addresses: key.addressScope,
    gracePeriodOpen: tokensNow(state, key).retiring !== undefined,
    automation: managesKeys(key),
  };
  return (
    Object.keys(is).every((name) => (filter[name] ?? is[name]) === is[name]) &&
    status.includes(statusOf(state, key)) &&
    (!search || isFound(state, asking, key, search)) &&
    (!knownTo || [key.createdBy, key.holder, ...key.regeneratedBy].includes(knownTo))
  );
}

/** Customers find nobody by a name that they are not shown. */
function isFound(state: State, asking: User | null, key: ApiKey, search: string): boolean {
  const isMember = state.members.some(({ account, user }) => account === key.account && user === key.holder);
  const holders = state.users
    .filter(({ id }) => isMember && id === key.holder)
    .filter((user) => !user.isOperator || asking?.isOperator || user === asking);
  const words = [
    key.name,
    key.note ?? "",
    key.key,
    ...key.labels,
    ...holders.flatMap(({ name, email }) => [name, email]),
  ];
  const { active, retiring } = tokensNow(state, key);
  const hints = [active, retiring].map((token) => token?.text.slice(0, 8));
  return (
    words.some((word) => word.toLowerCase().includes(search.toLowerCase())) ||
    hints.includes(/lkt_\w{4}/.exec(search)?.[0] ?? "-")
  );
}

const NEVER = Number.MAX_SAFE_INTEGER;
/** Above 0 where they stand the wrong way round. Whether a space at a name's end counts is up to the database. */
export const ORDERS: Record<string, (one: ApiKey, other: ApiKey) => number> = {
  NEWEST: newestFirst,
  OLDEST: byId,
  NAME: (one, other) => Buffer.compare(letters(one), letters(other)),
  ENDS_FIRST: (one, other) =>
    (one.expiresAt ?? NEVER) - (other.expiresAt ?? NEVER) || newestFirst(one, other),
};
const letters = ({ name }: ApiKey) =>
  Buffer.from(name.trim().replace(/[A-Z]/g, (letter) => letter.toLowerCase()));
