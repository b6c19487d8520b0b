import type { EntityTarget, ObjectLiteral } from "typeorm";
import { Invitation } from "../accounts/invitation.entity.js";
import { IdempotencyRecord } from "../database/idempotency-record.entity.js";
import type { Store } from "../database/store.js";
import { HOUR, MINUTE } from "../durations.js";
import { IDEMPOTENCY_KEPT } from "../graphql/idempotency.js";
import { Session } from "../identity/session.entity.js";
import { Verification } from "../identity/verification.entity.js";
import type { Log } from "../log.js";
import { repeat } from "../repeat.js";
import { ThrottleMinute } from "../throttle/throttle-usage.entity.js";
import { oldestMinute } from "../usage/period.js";
import { UsageMinute } from "../usage/usage-minute.entity.js";
import { addUpHours } from "./add-up-hours.js";

/** Rows in one transaction: few enough that others hardly wait. */
const BATCH = 1_000;

interface Retained {
  entity: EntityTarget<ObjectLiteral>;
  column: string;
  /** The least value that is still kept. */
  oldest(now: number): number;
}

const RETAINED: Retained[] = [
  { entity: IdempotencyRecord, column: "createdAt", oldest: (now) => now - IDEMPOTENCY_KEPT },
  { entity: UsageMinute, column: "minute", oldest: oldestMinute },
  { entity: ThrottleMinute, column: "minute", oldest: oldestMinute },
  { entity: Session, column: "expiresAt", oldest: (now) => now },
  { entity: Verification, column: "expiresAt", oldest: (now) => now },
  { entity: Invitation, column: "expiresAt", oldest: (now) => now },
];

/**
 * Deletes what has grown too old: idempotency records after 24 hours, use by the minute after 91 days, sessions, pending proofs and
 * invitations once they have ended. In short transactions, so that nobody waits; several servers may do it at once.
 * @param stopping asked before each transaction
 */
export async function deleteOld(
  { database, clock }: Store,
  stopping: () => boolean = () => false,
): Promise<void> {
  const { reader } = database;
  for (const { entity, column, oldest } of RETAINED) {
    const table = `\`${reader.getMetadata(entity).tableName}\``;
    const old = `\`${column}\` < ${oldest(clock.now())}`;
    // SQLite is built without LIMIT for DELETE, and MySQL's tables have no rowid.
    const batch =
      reader.options.type === "mysql"
        ? `DELETE FROM ${table} WHERE ${old} LIMIT ${BATCH}`
        : `DELETE FROM ${table} WHERE rowid IN (SELECT rowid FROM ${table} WHERE ${old} LIMIT ${BATCH})`;
    const isAny = async () => (await reader.query(`SELECT 1 FROM ${table} WHERE ${old} LIMIT 1`)).length > 0;
    while (!stopping() && (await isAny())) await database.write((manager) => manager.query(batch));
  }
}

/** Deletes what is old every minute, and adds up use that is getting old every hour. @returns how to stop: the transactions under way are waited for */
export function startRetention({ log, ...store }: Store & { log: Log }): () => Promise<void> {
  const chores = [
    repeat(
      MINUTE,
      (isStopping) => deleteOld(store, isStopping),
      (err) => log.warn({ err }, "what is old could not be deleted"),
    ),
    repeat(
      HOUR,
      (isStopping) => addUpHours(store, isStopping),
      (err) => log.warn({ err }, "use by the minute could not be added up"),
    ),
  ];
  return async () => {
    await Promise.all(chores.map((stop) => stop()));
  };
}
