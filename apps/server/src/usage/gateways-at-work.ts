import type { EntityManager } from "typeorm";
import { Gateway } from "./gateway.entity.js";

/**
 * A gateway says once a second that it lives, and may have read the rules once more since: for so long after its lease, in
 * milliseconds, it may still judge. Also covers clocks that differ by a second.
 */
const UNSAID = 2_000;

/** The gateways that may be judging at `now` (epoch milliseconds): a silent one until its lease is over for sure. By id. */
export async function gatewaysAtWork(manager: EntityManager, now: number): Promise<Gateway[]> {
  const gateways = await manager.find(Gateway, { order: { id: "ASC" } });
  return gateways.filter(
    ({ lastSeenAt, leaseSeconds }) => lastSeenAt.getTime() + leaseSeconds * 1_000 + UNSAID > now,
  );
}
