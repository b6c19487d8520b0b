import type { EntityTarget, ObjectLiteral } from "typeorm";
import { Invitation } from "../accounts/invitation.entity.js";
import { IdempotencyRecord } from "../database/idempotency-record.entity.js";
import type { Store } from "../database/store.js";
import { MINUTE } from "../durations.js";
import { IDEMPOTENCY_KEPT } from "../graphql/idempotency.js";
import { Session } from "../identity/session.entity.js";
import { Verification } from "../identity/verification.entity.js";
import type { Log } from "../log.js";
import { repeat } from "../repeat.js";
import { ThrottleMinute } from "../throttle/throttle-usage.entity.js";
import { DAY_MINUTES, minuteOf } from "../usage/period.js";
import { UsageMinute } from "../usage/usage-minute.entity.js";

const PAUSE = MINUTE;
/** Rows in one transaction: few enough that others hardly wait. */
const BATCH = 1_000;
/** 90 can be asked for; a day more, so that none of them is cut into. */
const USAGE_DAYS = 91;

interface Retained {
  entity: EntityTarget<ObjectLiteral>;
  column: string;
  /** The least value that is still kept. */
  oldest(now: number): number;
}

const oldestMinute = (now: number) => minuteOf(now) - USAGE_DAYS * DAY_MINUTES;
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

/** Deletes what is old every minute. @returns how to stop: the transaction under way is waited for */
export function startRetention({ log, ...store }: Store & { log: Log }): () => Promise<void> {
  return repeat(
    PAUSE,
    (isStopping) => deleteOld(store, isStopping),
    (err) => log.warn({ err }, "what is old could not be deleted"),
  );
}
