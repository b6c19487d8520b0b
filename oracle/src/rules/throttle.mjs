import { isOver } from "./authentication.mjs";

/** @import { Admission, Rules } from "./types.mjs" */

/**
 * Whether the account may make one more request of the Api: fewer than the limit were admitted in the window that
 * ends now.
 *
 * @param {Rules} rules
 * @param {string} sid
 * @param {string} code of the Api
 * @param {number} now
 * @param {Admission[]} admissions all that were ever admitted
 */
export function hasRoom(rules, sid, code, now, admissions) {
  const api = rules.apis.find((candidate) => candidate.code === code);
  const windowMs = api?.windowMs ?? 0;
  const inWindow = admissions.filter(
    (admission) => admission.sid === sid && admission.api === code && admission.at > now - windowMs,
  );
  return inWindow.length < limitInForce(rules, sid, code, now);
}

/**
 * "In force is the newest not ended, else the next older, else the operator's default, else the catalogue's."
 *
 * @param {Rules} rules
 * @param {string} sid
 * @param {string} code of the Api
 * @param {number} now
 */
function limitInForce(rules, sid, code, now) {
  const [newest] = rules.grants
    .filter((grant) => grant.sid === sid && grant.api === code)
    .filter((grant) => !grant.ended && !isOver(grant.validUntil, now))
    .sort((one, other) => other.createdAt - one.createdAt);
  const api = rules.apis.find((candidate) => candidate.code === code);
  return newest?.limit ?? api?.operatorLimit ?? api?.catalogueLimit ?? 0;
}
