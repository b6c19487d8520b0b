import type { EntityTarget, ObjectLiteral } from "typeorm";
import type { Change } from "../database/change.js";
import { refuse, UserErrorCode } from "./user-error.js";

/**
 * Gives a row its next version: of two who change it at the same moment, one comes through.
 * @param row as this change has read it
 * @param expected the version that the caller has seen; null or left out: any
 * @param what the row in a sentence: "key"
 * @throws Refusal STALE_VERSION when it has another one
 */
export async function takeVersion<E extends { id: string | number; version: number }>(
  { manager }: Change,
  entity: EntityTarget<E>,
  { id, version }: E,
  { expected, what }: { expected: number | null | undefined; what: string },
): Promise<void> {
  if (expected == null || expected === version) {
    const table: EntityTarget<ObjectLiteral> = entity;
    // 0 is read where no version can be (the first is 1). The row can be put right all the same.
    const seen = version === 0 ? { id } : { id, version };
    const { affected } = await manager.update(table, seen, { version: version + 1 });
    if (affected === 1) return;
  }
  refuse(UserErrorCode.STALE_VERSION, `The ${what} was changed meanwhile. Load it again.`, [
    "expectedVersion",
  ]);
}
