import { createHash } from "node:crypto";
import type { EntityManager } from "typeorm";
import { findLocked } from "../database/lock.js";
import { AuditChain } from "./audit-chain.entity.js";
import { AuditEvent } from "./audit-event.entity.js";

/** Name of the chain of what concerns no account. */
export const INSTALLATION_CHAIN = "installation";

/** What a link of a chain vouches for. */
export type Link = Omit<AuditEvent, "hash" | "position"> & { position: number };

/**
 * Hex SHA-256 of an event, its place and all that stands before it. Its form is fixed: rows that were written by it must be found right
 * by every later version.
 * @param previous hash of the event before; "" for the first
 */
export function linkHash(previous: string, event: Link): string {
  const { position, id, accountId, at, action, actorUserId, actorApiKey, address, subjectId, summary } =
    event;
  const parts = [
    previous,
    position,
    id,
    accountId,
    at.getTime(),
    action,
    actorUserId,
    actorApiKey,
    address,
    subjectId,
    summary,
  ];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

/** Writes an event at the end of its chain, in the transaction of what it tells. Others who write to this chain wait for its end. */
export async function append(manager: EntityManager, event: AuditEvent): Promise<void> {
  const id = event.accountId ?? INSTALLATION_CHAIN;
  if (!(await manager.existsBy(AuditChain, { id }))) await begin(manager, id);
  await manager.increment(AuditChain, { id }, "length", 1);
  const chain = await manager.findOneByOrFail(AuditChain, { id });
  const position = chain.length;
  const hash = linkHash(chain.hash, { ...event, position });
  await manager.insert(AuditEvent, { ...event, position, hash });
  await manager.update(AuditChain, { id }, { hash });
}

/**
 * Keeps others from writing to a chain until this transaction ends; waits for one that writes now. Must be the transaction's first read, as
 * `findLocked` says.
 * @param accountId null: the installation's
 */
export async function holdChain(manager: EntityManager, accountId: string | null): Promise<void> {
  const id = accountId ?? INSTALLATION_CHAIN;
  if ((await findLocked(manager, AuditChain, { id })) !== null) return;
  await begin(manager, id);
  await findLocked(manager, AuditChain, { id });
}

/** Of two who begin a chain at the same moment, the later finds it begun. */
async function begin(manager: EntityManager, id: string): Promise<void> {
  const chain = { id, length: 0, hash: "" };
  await manager.createQueryBuilder().insert().into(AuditChain).values(chain).orIgnore().execute();
}
