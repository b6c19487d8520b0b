import { type EntityManager, IsNull, Not } from "typeorm";
import type { Progress } from "../progress.js";
import { AuditChain } from "./audit-chain.entity.js";
import { AuditEvent } from "./audit-event.entity.js";
import { INSTALLATION_CHAIN, type Link, linkHash } from "./chain.js";

/** Rows in one read. */
const BATCH = 1_000;

/** A place of a chain where it is not as it was written. */
export interface Breach {
  /** The account whose chain it is; null: the installation's. */
  accountId: string | null;
  /** The event's id; null: it is gone. */
  event: string | null;
  /** A sentence's end, such as "is missing". */
  what: string;
}

/**
 * Reads every chain from its beginning to its end, while others may write.
 * @param tell is told of every breach
 * @returns how much was read
 */
export async function verifyAudit(
  manager: EntityManager,
  tell: (breach: Breach) => void,
  progress: Progress = () => {},
): Promise<{ chains: number; events: number }> {
  const accounts = await chainsIn(manager);
  let events = 0;
  for (const accountId of accounts) {
    const before = events;
    events += await verifyChain(
      manager,
      accountId,
      ({ event, what }) => tell({ accountId, event, what }),
      (done) => progress(before + done),
    );
    const where = { accountId: accountId ?? IsNull(), position: IsNull() };
    for (const { id } of await manager.find(AuditEvent, { where, select: { id: true } }))
      tell({ accountId, event: id, what: "has no place in the chain" });
  }
  return { chains: accounts.length, events };
}

async function chainsIn(manager: EntityManager): Promise<(string | null)[]> {
  const named = await manager.find(AuditChain, { select: { id: true } });
  const found: { accountId: string | null }[] = await manager
    .createQueryBuilder(AuditEvent, "event")
    .select("event.accountId", "accountId")
    .distinct()
    .getRawMany();
  const accounts = named.map(({ id }) => (id === INSTALLATION_CHAIN ? null : id));
  return [...new Set([...accounts, ...found.map(({ accountId }) => accountId)])];
}

async function verifyChain(
  manager: EntityManager,
  accountId: string | null,
  tell: (breach: Pick<Breach, "event" | "what">) => void,
  progress: Progress,
): Promise<number> {
  // Read first: an event that it counts is there to be read afterwards.
  const end = await endOf(manager, accountId);
  if (!Number.isSafeInteger(end.length) || end.length < 0)
    tell({ event: null, what: "numbers can't be counted: the chain's end holds none" });
  let events = 0;
  let last = { position: 0, hash: "" as string | null };
  const missing = (before: number) => {
    const [from, to] = [last.position + 1, before - 1];
    if (from === to) tell({ event: null, what: `number ${from} is missing` });
    if (from < to) tell({ event: null, what: `numbers ${from} to ${to} are missing` });
  };
  for await (const event of eventsIn(manager, accountId)) {
    progress(++events);
    // SQLite keeps any number, and any text, where an integer belongs.
    if (!Number.isSafeInteger(event.position) || event.position <= last.position) {
      tell({ event: event.id, what: `has a number, ${event.position}, that is not its own` });
      continue;
    }
    missing(event.position);
    const follows = event.position === last.position + 1;
    if (follows && linkHash(last.hash ?? "", event) !== event.hash)
      tell({ event: event.id, what: `(number ${event.position}) or what stands before it was changed` });
    if (event.position === end.length && event.hash !== end.hash)
      tell({ event: event.id, what: `(number ${event.position}) is not the one that was written last` });
    last = event;
  }
  missing(end.length + 1);
  if (last.position > end.length && last.position > (await endOf(manager, accountId)).length)
    tell({ event: null, what: `number ${last.position} stands behind the end` });
  return events;
}

async function endOf(manager: EntityManager, accountId: string | null): Promise<AuditChain> {
  const id = accountId ?? INSTALLATION_CHAIN;
  return (await manager.findOneBy(AuditChain, { id })) ?? { id, length: 0, hash: "" };
}

/** What has a place, in the order of places. */
async function* eventsIn(
  manager: EntityManager,
  accountId: string | null,
): AsyncGenerator<Link & { hash: string | null }> {
  let [position, id] = [Number.MIN_SAFE_INTEGER, ""];
  for (;;) {
    const batch = await manager
      .createQueryBuilder(AuditEvent, "event")
      .where({ accountId: accountId ?? IsNull(), position: Not(IsNull()) })
      .andWhere("(event.position > :position OR (event.position = :position AND event.id > :id))", {
        position,
        id,
      })
      .orderBy("event.position")
      .addOrderBy("event.id")
      .take(BATCH)
      .getMany();
    yield* batch as (AuditEvent & Link)[];
    const last = batch.at(-1);
    // What is no number stands last, and nothing can be asked for that stands behind it.
    if (last?.position == null || !(last.position >= position)) return;
    [position, id] = [last.position, last.id];
  }
}
