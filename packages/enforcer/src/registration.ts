import type { Database, Statement } from "./sql/database.js";
import { DATABASE_NOW } from "./sql/database-now.js";
import { upsert } from "./sql/upsert.js";

/**
 * A row of gateway: what it tells about itself, above all which revision it has applied. When it did so stands beside it by the database's
 * clock, which alone decides who is at work.
 */
interface Registration {
  id: string;
  revision: number;
  lagMilliseconds: number;
  leaseSeconds: number;
  /** Epoch milliseconds. */
  startedAt: number;
}

const SILENT_MILLISECONDS = 3_600_000;

export function register(dialect: Database["dialect"], own: Registration): Statement[] {
  const merge = {
    revision: "set",
    lagMilliseconds: "set",
    leaseSeconds: "set",
    startedAt: "set",
  } as const;
  return upsert(dialect, { table: "gateway", key: ["id"], merge, now: "lastSeenAt" }, [own]);
}

/** Removes gateways that were silent for an hour: they ended without unregistering. What any had admitted is kept while it is in its window. */
export function forgetSilent(dialect: Database["dialect"]): Statement[] {
  const oldest = `${DATABASE_NOW[dialect]} - ${SILENT_MILLISECONDS}`;
  const window = "1000 * COALESCE((SELECT `windowSeconds` FROM `api` WHERE `code` = `apiCode`), 0)";
  return [
    {
      sql: `DELETE FROM \`throttle_live\` WHERE \`at\` < ${oldest} AND \`at\` < ${DATABASE_NOW[dialect]} - ${window}`,
      values: [],
    },
    { sql: `DELETE FROM \`gateway\` WHERE \`lastSeenAt\` < ${oldest}`, values: [] },
  ];
}

/** What it has admitted stays in the windows, and so in `throttle_live`. */
export function unregister(id: string): Statement[] {
  return [{ sql: "DELETE FROM `gateway` WHERE `id` = ?", values: [id] }];
}
