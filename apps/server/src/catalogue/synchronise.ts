import type { EntityManager, ObjectLiteral } from "typeorm";
import { type Change, change, INSTALLATION } from "../database/change.js";
import { exclusively } from "../database/exclusive.js";
import { insertAll } from "../database/insert-all.js";
import type { Store } from "../database/store.js";
import { Api } from "./api.entity.js";
import {
  type CatalogueChanges,
  changesOf,
  isEmpty,
  type RowChanges,
  reusedCodes,
  summaryOf,
} from "./catalogue-changes.js";
import { Operation } from "./operation.entity.js";
import { type CatalogueFile, refuse } from "./read-catalogue.js";

/**
 * Makes the tables say what the catalogue says: adds, changes, retires and takes back what was retired. Operators' limits and what
 * keys were granted stay. All in one change; where nothing differs, nothing is written and no revision is used.
 * @throws {Failure} when something differs and the document is not valid, or uses an operation's code for an Api or the other way round.
 */
export async function synchronise(store: Store, catalogue: CatalogueFile): Promise<void> {
  const { database, clock } = store;
  if (isEmpty(await differences(database.reader.manager, catalogue, new Date(clock.now())))) return;
  await catalogue.validate();
  await exclusively(database, () =>
    change(store, null, INSTALLATION, async (work) => {
      const changes = await differences(work.manager, catalogue, work.now);
      if (isEmpty(changes)) return;
      await write(work, Api, changes.apis);
      await write(work, Operation, changes.operations);
      work.audit({ action: "catalogue.synchronised", subjectId: null, summary: summaryOf(changes) });
    }),
  );
}

async function differences(
  manager: EntityManager,
  { file, content }: CatalogueFile,
  now: Date,
): Promise<CatalogueChanges> {
  const [apis, operations] = [await manager.find(Api), await manager.find(Operation)];
  const reused = reusedCodes(content, apis, operations);
  if (reused.length > 0) refuse(file, reused);
  return changesOf(content, apis, operations, now);
}

async function write<Row extends Api | Operation>(
  { manager, touch }: Change,
  entity: typeof Api | typeof Operation,
  { added, restored, changed, moved, retired }: RowChanges<Row>,
): Promise<void> {
  const made: ObjectLiteral[] = added.map((row) => ({ ...row, revision: 0 }));
  await insertAll(manager, entity, made);
  const differing = [...restored, ...changed, ...moved, ...retired];
  for (const row of differing) {
    // What an operator sets at this moment is not ours to write.
    await manager.update(
      entity,
      { code: row.code },
      {
        ...row,
        operatorLimit: undefined,
        operatorLimitById: undefined,
      },
    );
  }
  for (const row of [...added, ...differing]) touch(entity, row.code);
}
