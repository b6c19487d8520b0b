import type { Database, Statement } from "./sql/database.js";
import { upsert } from "./sql/upsert.js";

/** A row of gateway: what it tells about itself, above all which revision it has applied. */
export interface Registration {
  id: string;
  revision: number;
  lagMilliseconds: number;
  /** Epoch milliseconds. */
  lastSeenAt: number;
  leaseSeconds: number;
  startedAt: number;
}

const SILENT_MILLISECONDS = 3_600_000;

export function register(dialect: Database["dialect"], own: Registration): Statement[] {
  const merge = {
    revision: "set",
    lagMilliseconds: "set",
    lastSeenAt: "set",
    leaseSeconds: "set",
    startedAt: "set",
  } as const;
  return upsert(dialect, { table: "gateway", key: ["id"], merge }, [own]);
}

/** Removes gateways that were silent for an hour: they ended without unregistering. */
export function forgetSilent(now: number): Statement[] {
  const values = [now - SILENT_MILLISECONDS];
  return [
    { sql: "DELETE FROM `throttle_live` WHERE `at` < ?", values },
    { sql: "DELETE FROM `gateway` WHERE `lastSeenAt` < ?", values },
  ];
}

export function unregister(id: string): Statement[] {
  return [
    { sql: "DELETE FROM `throttle_live` WHERE `gatewayId` = ?", values: [id] },
    { sql: "DELETE FROM `gateway` WHERE `id` = ?", values: [id] },
  ];
}
