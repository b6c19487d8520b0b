import { once } from "./idempotency.js";
import { requireVersion } from "./keys.js";
import { forbidden, notFound, refuseIfAny, unless } from "./refusal.js";
import { accountById, accountNamed, partIn, requireStaffFor } from "./standing.js";
import type { Api, Input, Mutation, Part, State, ThrottleRequest, Who } from "./state.js";
import { checkFilled, checkText, moment } from "./texts.js";

const ASKING: Part[] = ["OWNER", "ADMIN", "DEVELOPER", "KEY"];
const EVIDENCE_MINUTES = 7 * 24 * 60;

export const defaultLimit = (api: Api | undefined) => api?.operatorLimit ?? api?.catalogueLimit ?? 0;

/** "In force is the newest not ended, else the next older." */
export const grantInForce = ({ grants }: State, account: string, api: string, at: number) =>
  grants.findLast(
    (one) =>
      one.account === account &&
      one.api === api &&
      one.endedAt === null &&
      (one.validUntil === null || at < one.validUntil),
  );

/** @param code the Api's */
export function limitAt(state: State, account: string, code: string, at: number): number {
  const api = state.apis.find((one) => one.code === code);
  return grantInForce(state, account, code, at)?.limit ?? defaultLimit(api);
}

const requestThrottleLimit: Mutation = (state, who, input) => {
  const { account, part } = accountNamed(state, who, input);
  if (part !== "STAFF" && !ASKING.includes(part)) throw forbidden(account.id);
  const remember = once(state, who, account.id, "requestThrottleLimit", input);
  const until = moment(input.validUntil);
  const api = requireApi(state, input.api, [
    ...checkLimit(input.limit, "limit"),
    ...checkFilled(input.reason, 2000, "reason"),
    ...checkEnd(state, until),
  ]);
  const pending = state.requests.filter(({ status }) => status === "PENDING");
  const isPending = pending.some((one) => one.account === account.id && one.api === api.code);
  refuseIfAny(unless(!isPending, "REQUEST_PENDING", "api"));
  const user = who.user?.id ?? null;
  const request: ThrottleRequest = {
    id: "",
    account: account.id,
    api: api.code,
    status: "PENDING",
    version: 1,
    reason: input.reason,
    currentLimit: limitAt(state, account.id, api.code, state.now),
    requestedLimit: input.limit,
    requestedUntil: until,
    grantedLimit: null,
    validUntil: until,
    requestedBy: part === "STAFF" ? null : user,
    enteredBy: part === "STAFF" ? user : null,
    decidedBy: null,
    decidedAt: null,
    decisionNote: null,
    evidence: evidence(state, account.id, api),
  };
  const followed = approvesAtOnce(state, request, api);
  state.requests.push(request);
  remember(request);
  if (followed) approve(state, request, { limit: input.limit, until, by: null, note: null });
  const action = `throttleRequest.${followed ? "autoApproved" : "created"}`;
  return { account: account.id, action, subject: request, followed };
};

/** A rule that a member of the account has set approves nothing for it. */
function approvesAtOnce(
  { rule, members }: State,
  { account, ...request }: ThrottleRequest,
  api: Api,
): boolean {
  const isOwn = members.some((one) => one.account === account && one.user === rule.setBy);
  const isLittle = request.requestedLimit <= rule.upToTimesDefault * defaultLimit(api);
  const isBusy = request.evidence.peak > rule.peakShare * request.currentLimit;
  return rule.enabled && !isOwn && isLittle && isBusy;
}

function evidence({ minutes, now }: State, account: string, { code }: Api) {
  const since = Math.floor(now / 60_000) - EVIDENCE_MINUTES;
  const seen = minutes.filter((one) => one.account === account && one.api === code && one.minute > since);
  const throttled = seen.reduce((sum, one) => sum + one.throttled, 0);
  return { peak: Math.max(0, ...seen.map(({ peak }) => peak)), throttled };
}

type Terms = { limit: number; until: number | null; by: string | null; note: string | null };

function approve(state: State, request: ThrottleRequest, { limit, until, by, note }: Terms): void {
  const { account, api } = request;
  state.grants.push({ id: "", account, api, limit, validUntil: until, endedAt: null, request });
  decide(state, request, {
    status: "APPROVED",
    grantedLimit: limit,
    validUntil: until,
    decidedBy: by,
    decisionNote: note,
  });
}

function decide({ now }: State, request: ThrottleRequest, decision: Partial<ThrottleRequest>): void {
  Object.assign(request, decision, { version: request.version + 1, decidedAt: now });
}

const withdrawThrottleRequest = ending("withdrawn", (_state, request, { part }) => {
  if (!ASKING.includes(part)) throw forbidden(request.account);
  return () => void Object.assign(request, { status: "WITHDRAWN", version: request.version + 1 });
});

const declineThrottleRequest = ending("declined", (state, request, by, { note }) => {
  requireDecider(request, by);
  refuseIfAny(checkFilled(note, 500, "note"));
  const decidedBy = by.who.user?.id ?? null;
  return () => decide(state, request, { status: "DECLINED", decidedBy, decisionNote: note });
});

const approveThrottleRequest = ending(
  "approved",
  (state, request, by, { grantedLimit, validUntil, note }) => {
    requireDecider(request, by);
    const limit = grantedLimit ?? request.requestedLimit;
    const until = validUntil === undefined ? request.requestedUntil : moment(validUntil);
    refuseIfAny([
      ...checkLimit(limit, "grantedLimit"),
      ...checkEnd(state, until),
      ...checkText(note, 500, "note"),
    ]);
    return () => {
      const isListed = state.apis.some(({ code, retired }) => code === request.api && !retired);
      refuseIfAny(unless(isListed, "INVALID", "id"));
      approve(state, request, { limit, until, by: by.who.user?.id ?? null, note: note || null });
    };
  },
);

type By = { part: Part; who: Who };

/** Staff, but neither a member of the account nor who asked. */
function requireDecider({ account, requestedBy }: ThrottleRequest, { part, who }: By): void {
  requireStaffFor(part, account);
  if (requestedBy === who.user?.id) throw forbidden(account);
}

/**
 * The end of a pending request: account, role, input, version, state.
 * @param judge judges role and input; gives what ends it
 */
function ending(
  verb: string,
  judge: (state: State, request: ThrottleRequest, by: By, input: Input) => () => void,
): Mutation {
  return (state, who, input) => {
    const request = state.requests.find(({ id }) => id === input.id);
    if (!request) throw notFound();
    const { account } = request;
    const end = judge(state, request, { part: partIn(state, who, accountById(state, account)), who }, input);
    requireVersion(request, input);
    refuseIfAny(unless(request.status === "PENDING", "ALREADY_DECIDED"));
    end();
    return { account, action: `throttleRequest.${verb}`, subject: request, followed: verb === "approved" };
  };
}

const endThrottleGrant: Mutation = (state, who, input) => {
  const { account, part } = accountNamed(state, who, input);
  requireStaffFor(part, account.id);
  const { code } = requireApi(state, input.api, checkText(input.note, 500, "note"), true);
  const grant = grantInForce(state, account.id, code, state.now);
  refuseIfAny(unless((input.grantId ?? grant?.id) === grant?.id, "STALE_VERSION"));
  refuseIfAny(unless(grant !== undefined, "INVALID", "api"));
  if (grant) grant.endedAt = state.now;
  return { account: account.id, action: "throttleGrant.ended", subject: grant ?? null, followed: true };
};

const setApiDefaultLimit: Mutation = (state, { user }, { api: code, limit, expectedOperatorLimit: seen }) => {
  if (!user?.isOperator) throw forbidden(null);
  const api = requireApi(state, code, limit == null ? [] : checkLimit(limit, "limit"));
  refuseIfAny(unless(seen === undefined || seen === api.operatorLimit, "STALE_VERSION"));
  Object.assign(api, { operatorLimit: limit === undefined ? api.operatorLimit : limit, setBy: user.id });
  return { account: null, action: "api.defaultLimitSet", subject: null, followed: true };
};

const setAutoApprovalRule: Mutation = ({ rule }, { user }, input) => {
  if (!user?.isOperator) throw forbidden(null);
  const { enabled, upToTimesDefault, peakShare } = input;
  refuseIfAny([
    ...unless(upToTimesDefault >= 1 && upToTimesDefault <= 1000, "INVALID", "upToTimesDefault"),
    ...unless(peakShare >= 0 && peakShare <= 1, "INVALID", "peakShare"),
  ]);
  requireVersion(rule, input);
  Object.assign(rule, { enabled, upToTimesDefault, peakShare, setBy: user.id, version: rule.version + 1 });
  return { account: null, action: "autoApprovalRule.changed", subject: null };
};

/** @param wrong what else of the input is */
function requireApi({ apis }: State, code: string, wrong: string[], retiredToo = false): Api {
  const api = apis.find((one) => one.code === code && (retiredToo || !one.retired));
  refuseIfAny([...unless(api !== undefined, "INVALID", "api"), ...wrong]);
  return api as Api;
}

const checkLimit = (limit: number, path: string) => unless(limit >= 1 && limit <= 1_000_000, "INVALID", path);
const checkEnd = ({ now }: State, until: number | null) =>
  unless(until === null || until > now, "INVALID", "validUntil");

export const LIMIT_MUTATIONS: Record<string, Mutation> = {
  requestThrottleLimit,
  withdrawThrottleRequest,
  declineThrottleRequest,
  approveThrottleRequest,
  endThrottleGrant,
  setApiDefaultLimit,
  setAutoApprovalRule,
};
