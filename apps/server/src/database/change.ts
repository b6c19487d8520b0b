import { randomBytes } from "node:crypto";
import { randomBase62 } from "@latchkey/enforcement";
import { type EntityManager, In } from "typeorm";
import { Account } from "../accounts/account.entity.js";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { append } from "../audit/chain.js";
import { Api } from "../catalogue/api.entity.js";
import { Operation } from "../catalogue/operation.entity.js";
import { ApiKey } from "../keys/api-key.entity.js";
import { ThrottleGrant } from "../throttle/throttle-grant.entity.js";
import { newId } from "./ids.js";
import { MARKS, Revision } from "./revision.entity.js";
import type { Store } from "./store.js";

/** Who acts, and from where. All null: the installation itself. */
export interface Actor {
  userId: string | null;
  /** The public key of an automation key. */
  apiKey: string | null;
  address: string | null;
}

export const INSTALLATION: Actor = { userId: null, apiKey: null, address: null };

/** What gateways follow, by the column that names a row. */
const FOLLOWED = [
  [Account, "id"],
  [ApiKey, "id"],
  [Api, "code"],
  [Operation, "code"],
  [ThrottleGrant, "id"],
] as const;
type Followed = (typeof FOLLOWED)[number][0];

/** A change under way. */
export interface Change {
  manager: EntityManager;
  now: Date;
  /** Says that gateways must learn of this row: it gets the change's revision. */
  touch(entity: Followed, id: string): void;
  /** Says what happened, once a change; its row is written in the same transaction. `accountId`: an account that the change makes. */
  audit(event: { action: string; subjectId: string | null; summary: string; accountId?: string }): void;
}

/**
 * The only way to a writing transaction of the domain: runs `work`, then puts its audit event into its chain
 * and, last, so that the lock is short, takes the next revision for all rows that it touched. Throwing undoes everything.
 * @param account whose chain it is; null: the installation's
 * @returns what `work` returned, and the revision from which gateways know of it.
 */
export async function change<T>(
  { database, clock }: Store,
  account: string | null,
  actor: Actor,
  work: (change: Change) => Promise<T>,
): Promise<{ result: T; revision: number }> {
  const now = new Date(clock.now());
  const { isFollowed, ...done } = await database.write(async (manager) => {
    const touched = new Map<Followed, Set<string>>();
    const events: AuditEvent[] = [];
    const result = await work({
      manager,
      now,
      touch: (entity, id) => touched.set(entity, (touched.get(entity) ?? new Set()).add(id)),
      audit: (event) => {
        events.push(
          manager.create(AuditEvent, {
            id: newId("evt", now),
            accountId: account,
            at: now,
            actorUserId: actor.userId,
            actorApiKey: actor.apiKey,
            address: actor.address,
            ...event,
          }),
        );
      },
    });
    for (const event of events) await append(manager, event);
    return { result, revision: await revise(manager, touched), isFollowed: touched.size > 0 };
  });
  if (isFollowed) database.announce?.(done.revision);
  return done;
}

/** Takes the next revision: its row stays locked until commit, so revisions become visible in order. */
async function revise(manager: EntityManager, touched: Map<Followed, Set<string>>): Promise<number> {
  const mark = randomBase62(16, randomBytes);
  if (touched.size > 0) await manager.update(Revision, { id: 1 }, { value: () => "`value` + 1", mark });
  const { value } = await manager.findOneByOrFail(Revision, { id: 1 });
  if (touched.size > 0) await manager.upsert(Revision, { id: 2 + (value % MARKS), value, mark }, ["id"]);
  for (const [entity, name] of FOLLOWED) {
    const ids = [...(touched.get(entity) ?? [])];
    for (let start = 0; start < ids.length; start += 500) {
      await manager.update(entity, { [name]: In(ids.slice(start, start + 500)) }, { revision: value });
    }
  }
  return value;
}
