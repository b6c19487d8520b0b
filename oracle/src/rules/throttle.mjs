/** @import { Admission, Limit } from "./types.mjs" */

/**
 * Whether the account may make one more request of the Api: fewer than the limit were admitted in the window that
 * ends now.
 *
 * @param {Limit} limit
 * @param {Admission[]} admissions all that were ever admitted
 * @param {number} now
 */
export const hasRoom = (limit, admissions, now) =>
  admissions.filter(
    ({ sid, api, at }) => sid === limit.sid && api === limit.api && at > now - limit.windowMs && at <= now,
  ).length < limit.limit;
