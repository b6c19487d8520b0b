import type { EntityManager } from "typeorm";
import { toDate } from "../database/columns.js";
import { withNow } from "../database/with-now.js";
import { Gateway } from "./gateway.entity.js";

/**
 * For how many milliseconds after the lease that we know of a gateway may still judge: it says once a second that it lives, and may have read
 * the rules once more since.
 */
const UNSAID = 2_000;

/**
 * All gateways that were heard of lately, by id. How long ago is as the database's clock says, whatever that of a gateway; `lastSeenAt` is so
 * long before `now` (epoch milliseconds).
 */
export async function knownGateways(manager: EntityManager, now: number): Promise<Gateway[]> {
  const query = manager.createQueryBuilder(Gateway, "gateway").orderBy("gateway.id");
  const { rows, databaseNow } = await withNow(query);
  return rows.map((row) => ({ ...row, lastSeenAt: toDate(now - databaseNow + row.lastSeenAt.getTime()) }));
}

/** The gateways that may be judging at `now` (epoch milliseconds): a silent one until its lease is over for sure. By id. */
export async function gatewaysAtWork(manager: EntityManager, now: number): Promise<Gateway[]> {
  const gateways = await knownGateways(manager, now);
  return gateways.filter(
    ({ lastSeenAt, leaseSeconds }) => lastSeenAt.getTime() + leaseSeconds * 1_000 + UNSAID > now,
  );
}
