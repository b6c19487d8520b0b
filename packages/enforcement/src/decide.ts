import { admits } from "./allowlist/allowlist.js";
import { matchOperation } from "./catalogue/catalogue.js";
import type { OperationRule } from "./catalogue/operation.js";
import type { AccessRequest, Caller, Decision, DenialReason, Denied, RateLimit } from "./decision.js";
import { type Authenticated, authenticate } from "./keys/authenticate.js";
import { type CompiledPermissions, grants } from "./permissions/permissions.js";
import type { LimitRule, LocalCounter, Primitives, Rules, ThrottleCounter, ThrottleState } from "./rules.js";

/** A request that has passed stages 1 and 2. */
export interface Admitted {
  allowed: true;
  caller: Caller;
  permissions: CompiledPermissions;
}

/** A request that has passed stages 1–4: only the throttle is left. */
export interface Passed {
  allowed: true;
  caller: Caller;
  /** Code of the operation. */
  operation: string;
  /** Code of its Api. */
  api: string;
}

/**
 * Decides one request: authenticate, admit, match, authorize, throttle. The last stage spends one request of (Account, Api), and runs
 * only when the others have passed. Never throws, whatever the request holds. A promise only when a shared counter must ask the
 * other gateways first.
 * @param now epoch milliseconds
 */
export function decide(
  rules: Rules,
  counter: LocalCounter,
  request: AccessRequest,
  now: number,
  primitives: Primitives,
): Decision;
export function decide(
  rules: Rules,
  counter: ThrottleCounter,
  request: AccessRequest,
  now: number,
  primitives: Primitives,
): Decision | Promise<Decision>;
export function decide(
  rules: Rules,
  counter: ThrottleCounter,
  request: AccessRequest,
  now: number,
  primitives: Primitives,
): Decision | Promise<Decision> {
  const passed = judge(rules, request, now, primitives);
  return passed.allowed ? throttle(rules, counter, passed, now) : passed;
}

/** Stages 1–4: authenticate, admit, match, authorize. Spends nothing. */
export function judge(
  rules: Rules,
  request: AccessRequest,
  now: number,
  primitives: Primitives,
): Passed | Denied {
  const authenticated = authenticate(rules, request.authorization, now, primitives);
  if (typeof authenticated === "string") return denied(authenticated, null);
  return judgeAuthenticated(rules, authenticated, request, now);
}

/** Stages 1 and 2, for callers who learn the operation only later: who asks, and whether from an allowed address. Spends nothing. */
export function admit(
  rules: Rules,
  request: Pick<AccessRequest, "authorization" | "clientAddress">,
  now: number,
  primitives: Primitives,
): Admitted | Denied {
  const authenticated = authenticate(rules, request.authorization, now, primitives);
  if (typeof authenticated === "string") return denied(authenticated, null);
  return admitAuthenticated(authenticated, request.clientAddress, now);
}

/** Stage 4 alone, for the operation with this code, which may be a built-in one. */
export function authorize({ catalogue }: Rules, admitted: Admitted, code: string): Passed | Denied {
  const index = catalogue.operations.findIndex((operation) => operation.code === code);
  const operation = catalogue.operations[index];
  if (operation === undefined) return denied("UNKNOWN_API", admitted.caller);
  return authorizeAt(admitted, index, operation);
}

/** Stages 1–4 without the credentials, for a caller who is known already: judges from ACCOUNT_SUSPENDED to PERMISSION_DENIED. Spends nothing. */
export function judgeAuthenticated(
  rules: Rules,
  authenticated: Authenticated,
  request: Pick<AccessRequest, "method" | "path" | "clientAddress">,
  now: number,
): Passed | Denied {
  const admitted = admitAuthenticated(authenticated, request.clientAddress, now);
  if (!admitted.allowed) return admitted;
  const { caller } = admitted;

  const match = matchOperation(rules.catalogue, request.method, request.path);
  if (typeof match === "string") return denied(match, caller);
  const { index, operation, sid } = match;
  if (sid !== null && !sid.equals(caller.account)) return denied("ACCOUNT_MISMATCH", caller, operation.code);
  return authorizeAt(admitted, index, operation);
}

/** `index`: the operation's index in the catalogue, and so its bit in the permissions. */
function authorizeAt(
  { caller, permissions }: Admitted,
  index: number,
  { code, api }: OperationRule,
): Passed | Denied {
  if (!grants(permissions, index)) return denied("PERMISSION_DENIED", caller, code);
  return { allowed: true, caller, operation: code, api };
}

function admitAuthenticated(
  { account, key, token }: Authenticated,
  clientAddress: string | null,
  now: number,
): Admitted | Denied {
  const caller: Caller = {
    accountId: account.id,
    accountNumber: account.number,
    account: account.sid,
    keyId: key.id,
    key: key.key,
    tokenId: token.id,
  };
  if (key.broken) return denied("UNAVAILABLE", caller);
  if (account.suspended) return denied("ACCOUNT_SUSPENDED", caller);
  if (key.disabled) return denied("KEY_DISABLED", caller);
  if (key.expiresAt !== null && now >= key.expiresAt) return denied("KEY_EXPIRED", caller);

  if (!admits(key.allowlist, clientAddress)) return denied("IP_NOT_ALLOWED", caller);
  return { allowed: true, caller, permissions: key.permissions };
}

/** By how many milliseconds somebody may come later than they were told, and still be right to expect a slot. */
const UNPUNCTUAL = 1_000;

/** Stage 5 alone: spends one request of (Account, Api) if the limit has room. `now`: epoch milliseconds. */
export function throttle(rules: Rules, counter: LocalCounter, passed: Passed, now: number): Decision;
export function throttle(
  rules: Rules,
  counter: ThrottleCounter,
  passed: Passed,
  now: number,
): Decision | Promise<Decision>;
export function throttle(
  rules: Rules,
  counter: ThrottleCounter,
  passed: Passed,
  now: number,
): Decision | Promise<Decision> {
  const { caller, operation, api } = passed;
  const limit = rules.findLimit(caller.accountId, api, now);
  if (limit === undefined) return denied("UNAVAILABLE", caller, operation);
  const state = counter.spend(caller, api, limit, now);
  if (state instanceof Promise) return state.then((later) => toDecision(rules, passed, limit, later, now));
  return toDecision(rules, passed, limit, state, now);
}

function toDecision(
  rules: Rules,
  { caller, operation, api }: Passed,
  limit: LimitRule,
  state: ThrottleState,
  now: number,
): Decision {
  const decidedAt = state.decidedAt ?? now;
  const rateLimit = toRateLimit(api, limit, state, decidedAt);
  if (state.admitted) return { allowed: true, caller, operation, rateLimit };
  const comesBack = decidedAt + rateLimit.retryAfterSeconds * 1000 + UNPUNCTUAL;
  const then = rules.findLimit(caller.accountId, api, comesBack);
  // A grant ends before: a slot that is free under it may not be one under the lower limit, whose count is not known. An empty window has one.
  if (then && then.limit < limit.limit)
    rateLimit.retryAfterSeconds = Math.max(rateLimit.retryAfterSeconds, rateLimit.resetSeconds);
  return { ...denied("THROTTLED", caller, operation), rateLimit };
}

/** "Could not decide": for a gateway that has no rules, or whose rules are too old. */
export function unavailable(): Denied {
  return denied("UNAVAILABLE", null);
}

/** The throttle's state in whole seconds, rounded up: never before a slot is free. */
function toRateLimit(api: string, limit: LimitRule, state: ThrottleState, now: number): RateLimit {
  return {
    api,
    limit: limit.limit,
    windowSeconds: limit.windowSeconds,
    remaining: state.remaining,
    resetAt: Math.ceil(state.resetAt / 1000),
    resetSeconds: Math.ceil((state.resetAt - now) / 1000),
    retryAfterSeconds: Math.ceil(state.retryAfter / 1000),
  };
}

function denied(reason: DenialReason, caller: Caller | null, operation: string | null = null): Denied {
  const missingPermission = reason === "PERMISSION_DENIED" ? operation : null;
  return { allowed: false, reason, caller, operation, missingPermission, rateLimit: null };
}
