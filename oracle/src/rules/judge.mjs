import { isListed } from "./address.mjs";
import { authenticate, isOver } from "./authentication.mjs";
import { matchOperation, meansAnother } from "./operation.mjs";
import { readPath } from "./path.mjs";
import { isGranted } from "./permission.mjs";
import { hasRoom } from "./throttle.mjs";

/** @import { Admission, Question, Rules, Outcome } from "./types.mjs" */

/**
 * The decision about one request. The first denial wins; nothing is spent here: the caller adds what was allowed to
 * the admissions.
 *
 * @param {Rules} rules
 * @param {Question} question
 * @param {number} now
 * @param {Admission[]} admissions
 * @returns {Outcome}
 */
export function judge(rules, question, now, admissions) {
  const key = authenticate(rules, question, now);
  if (typeof key === "string") return denied(401, key);

  const account = rules.accounts.find(({ sid }) => sid === key.sid);
  if (!account || account.suspended) return denied(403, "ACCOUNT_SUSPENDED");
  if (!key.enabled) return denied(403, "KEY_DISABLED");
  if (isOver(key.expiresAt, now)) return denied(403, "KEY_EXPIRED");

  const anywhere = key.addressScope === "ANY_ADDRESS";
  if (!anywhere && !isListed(key.allowlist, question.clientAddress)) return denied(403, "IP_NOT_ALLOWED");

  const segments = readPath(question.path);
  if (question.method === null || segments === null) return denied(403, "AMBIGUOUS_PATH");
  const match = matchOperation(rules.operations, question.method, segments);
  if (!match) return denied(403, "UNKNOWN_API");
  if (meansAnother(rules.operations, question.method, segments, match.operation))
    return denied(403, "AMBIGUOUS_PATH");
  if (match.sid !== null && match.sid !== key.sid) return denied(403, "ACCOUNT_MISMATCH");

  const { operation } = match;
  if (!isGranted(key, operation)) {
    return { ...denied(403, "PERMISSION_DENIED"), missingPermission: operation.code };
  }
  if (!hasRoom(rules, key.sid, operation.api, now, admissions)) return denied(429, "THROTTLED");
  const admission = { sid: key.sid, api: operation.api, at: now };
  return { status: 200, reason: null, operation: operation.code, missingPermission: null, admission };
}

/** @param {number} status @param {string} reason @returns {Outcome} */
const denied = (status, reason) => ({
  status,
  reason,
  operation: null,
  missingPermission: null,
  admission: null,
});
