import type { Database } from "../database/database.js";
import { Revision } from "../database/revision.entity.js";
import { gatewaysAtWork } from "../usage/gateway.reader.js";

interface Status {
  ready: true;
  uptimeSeconds: number;
  /** Number of the newest change. */
  revision: number;
  gateways: {
    id: string;
    revision: number;
    lagMilliseconds: number;
    lastSeenAt: string;
    leaseSeconds: number;
  }[];
}

/** How the installation stands: its revision, and the gateways whose lease has not run out. @param uptime milliseconds */
export async function statusOf({ health }: Database, now: number, uptime: number): Promise<Status> {
  const { value } = await health.manager.findOneByOrFail(Revision, { id: 1 });
  const gateways = await gatewaysAtWork(health.manager, now);
  return {
    ready: true,
    uptimeSeconds: Math.floor(uptime / 1000),
    revision: value,
    gateways: gateways.map(({ id, revision, lagMilliseconds, lastSeenAt, leaseSeconds }) => ({
      id,
      revision,
      lagMilliseconds,
      lastSeenAt: lastSeenAt.toISOString(),
      leaseSeconds,
    })),
  };
}
