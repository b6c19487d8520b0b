import { isUnreadable } from "../database/columns.js";
import type { ThrottleGrant } from "./throttle-grant.entity.js";

type Terms = Pick<ThrottleGrant, "id" | "limit" | "createdAt" | "validUntil" | "endedAt">;

/**
 * Whether a grant can't be read, since somebody else has written in its row. Until it is ended, it stands before all others, and gateways
 * answer 503 for its Api: it could have been meant to allow less than they do.
 */
export function isBroken({ limit, createdAt, validUntil }: Terms): boolean {
  const isLimit = Number.isSafeInteger(limit) && limit >= 1;
  return !isLimit || isUnreadable(createdAt) || createdAt.getTime() < 0 || isUnreadable(validUntil);
}

/** What a grant gives: nothing, and without an end, where it can't be read. */
export function termsOf(grant: Terms): Pick<Terms, "limit" | "validUntil"> {
  return isBroken(grant)
    ? { limit: 0, validUntil: null }
    : { limit: grant.limit, validUntil: grant.validUntil };
}

/**
 * Which of the grants of one account and Api is in force at `now`, in epoch milliseconds: the newest that has neither been ended nor run
 * out. One that can't be read comes before all others. Gateways judge alike.
 * @returns null when the default is in force
 */
export function grantInForce<G extends Terms>(grants: readonly G[], now: number): G | null {
  const open = grants.filter(({ endedAt }) => endedAt === null);
  return open.find(isBroken) ?? newestOf(open.filter((grant) => lasts(grant, now)));
}

function lasts({ validUntil }: Terms, now: number): boolean {
  return validUntil === null || validUntil.getTime() > now;
}

function newestOf<G extends Terms>(open: readonly G[]): G | null {
  return open.reduce<G | null>(
    (newest, grant) => (newest !== null && isNewer(newest, grant) ? newest : grant),
    null,
  );
}

/** Ids decide between grants of the same millisecond. */
function isNewer(a: Terms, b: Terms): boolean {
  const apart = a.createdAt.getTime() - b.createdAt.getTime();
  return apart > 0 || (apart === 0 && a.id > b.id);
}
