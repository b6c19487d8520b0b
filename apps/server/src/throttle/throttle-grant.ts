import type { ThrottleGrant } from "./throttle-grant.entity.js";

type Terms = Pick<ThrottleGrant, "id" | "createdAt" | "validUntil" | "endedAt">;

/**
 * The grant in force at `now`, in epoch milliseconds, among those of one account and Api: the newest that has neither been ended nor
 * run out. Null: the default is in force. Gateways judge alike.
 */
export function grantInForce<G extends Terms>(grants: readonly G[], now: number): G | null {
  const open = grants.filter(
    ({ endedAt, validUntil }) => endedAt === null && (validUntil === null || validUntil.getTime() > now),
  );
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
