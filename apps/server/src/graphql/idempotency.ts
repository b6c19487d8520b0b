import { createHash } from "node:crypto";
import type { Change } from "../database/change.js";
import { IdempotencyRecord } from "../database/idempotency-record.entity.js";
import { newId } from "../database/ids.js";
import { DAY } from "../durations.js";
import { hasAtMost, isWellFormed } from "./text.js";
import { Refusal, refuse, UserErrorCode, userError } from "./user-error.js";

/** How long a call is remembered, in milliseconds. */
export const IDEMPOTENCY_KEPT = DAY;

export const IDEMPOTENCY_INDEX = {
  name: "idempotency_record_by_key",
  columns: ["accountId", "actor", "mutation", "idempotencyKey"].map(
    (column) => `idempotency_record.${column}`,
  ),
};

interface Call {
  accountId: string;
  /** User id or public key of who asks. */
  actor: string;
  mutation: string;
  input: { idempotencyKey?: string | null };
  /** What the call is about to make or change. */
  subjectId: string;
}

/**
 * Remembers this call, so that the same one within 24 hours does nothing. A call at the same moment waits here for the other.
 * @throws Refusal INVALID for a key out of bounds; ALREADY_APPLIED with what the first made; IDEMPOTENCY_CONFLICT when the input differs
 */
export async function once({ manager, now }: Change, call: Call): Promise<void> {
  const { idempotencyKey, ...input } = call.input;
  if (idempotencyKey == null) return;
  if (hasAtMost(idempotencyKey, 15) || !hasAtMost(idempotencyKey, 100) || !isWellFormed(idempotencyKey))
    refuse(UserErrorCode.INVALID, "An idempotency key has 16 to 100 characters.", ["idempotencyKey"]);
  const name = { accountId: call.accountId, actor: call.actor, mutation: call.mutation, idempotencyKey };
  const inputHash = hashOf(input);
  const earlier = await manager.findOneBy(IdempotencyRecord, name);
  if (earlier !== null && now.getTime() - earlier.createdAt.getTime() < IDEMPOTENCY_KEPT) {
    if (earlier.inputHash !== inputHash)
      refuse(UserErrorCode.IDEMPOTENCY_CONFLICT, "This idempotency key was used with another input.", [
        "idempotencyKey",
      ]);
    throw new Refusal(
      [userError(UserErrorCode.ALREADY_APPLIED, "This call was carried out before.", ["idempotencyKey"])],
      earlier.subjectId,
    );
  }
  if (earlier !== null) await manager.delete(IdempotencyRecord, { id: earlier.id });
  await manager.insert(IdempotencyRecord, {
    id: newId("idm", now),
    ...name,
    inputHash,
    subjectId: call.subjectId,
    createdAt: now,
  });
}

/** Hex SHA-256 of an input, whatever the order of its fields; one left out counts as other than null. */
export function hashOf(input: object): string {
  return createHash("sha256")
    .update(JSON.stringify(sorted(input)))
    .digest("hex");
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, sorted(part)]),
  );
}
