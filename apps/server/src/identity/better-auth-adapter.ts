import { createAdapterFactory } from "better-auth/adapters";
import type { EntityManager, EntityTarget, ObjectLiteral } from "typeorm";
import type { Database } from "../database/database.js";
import { type Condition, whereOf } from "./better-auth-where.js";
import { SecondFactor } from "./second-factor.entity.js";
import { Session } from "./session.entity.js";
import { SignInMethod } from "./sign-in-method.entity.js";
import { refuseSecond, requireReplaceable } from "./totp.js";
import { User } from "./user.entity.js";
import { Verification } from "./verification.entity.js";

/** Our tables, by the names that better-auth is told. */
const ENTITIES: Record<string, EntityTarget<ObjectLiteral>> = {
  user: User,
  session: Session,
  sign_in_method: SignInMethod,
  verification: Verification,
  second_factor: SecondFactor,
};

type Row = Record<string, unknown>;

/**
 * Lets better-auth keep its tables through TypeORM: each of its writes is a transaction of `database.write`, its reads go to the
 * reader. Joins are left to better-auth's own fallbacks.
 */
export function betterAuthAdapter(database: Database) {
  const { manager } = database.reader;
  const find = (source: EntityManager, model: string, where: Condition[]) =>
    source.findOneBy(entityOf(model), whereOf(where));
  /** Changes the one row that is meant, in a transaction; null where there is none. */
  const changeOne = <T>(
    { model, where }: { model: string; where: Condition[] },
    work: (writer: EntityManager, row: ObjectLiteral) => Promise<T | null>,
  ) =>
    database.write(async (writer) => {
      const row = await find(writer, model, where);
      return row === null ? null : work(writer, row);
    });
  return createAdapterFactory({
    config: { adapterId: "latchkey", adapterName: "Latchkey", supportsNumericIds: false, transaction: false },
    adapter: () => ({
      create: ({ model, data }) =>
        database
          .write(async (writer) => {
            await writer.insert(entityOf(model), data);
            return (await writer.findOneByOrFail(entityOf(model), { id: data.id })) as typeof data;
          })
          .catch(refuseSecond),
      findOne: async <T>({ model, where }: { model: string; where: Condition[] }) =>
        (await find(manager, model, where)) as T | null,
      findMany: async <T>({ model, where, limit, offset, sortBy }: FindMany) =>
        (await manager.find(entityOf(model), {
          where: whereOf(where ?? []),
          take: limit,
          ...(offset ? { skip: offset } : {}),
          ...(sortBy ? { order: { [sortBy.field]: sortBy.direction } } : {}),
        })) as T[],
      count: ({ model, where }) => manager.countBy(entityOf(model), whereOf(where ?? [])),
      update: async <T>({ model, where, update }: { model: string; where: Condition[]; update: T }) =>
        changeOne({ model, where }, async (writer, { id }) => {
          if (entityOf(model) === SecondFactor && "secret" in (update as Row))
            await requireReplaceable(writer, id);
          await writer.update(entityOf(model), { id }, update as Row);
          return (await writer.findOneBy(entityOf(model), { id })) as T | null;
        }),
      updateMany: ({ model, where, update }) =>
        database.write(async (writer) => {
          const { affected } = await writer.update(entityOf(model), whereOf(where), update);
          return affected ?? 0;
        }),
      incrementOne: async <T>({ model, where, increment, set }: IncrementOne) =>
        changeOne({ model, where }, async (writer, { id }) => {
          const sums = Object.entries(increment).map(([field, by]) => [field, () => `\`${field}\` + ${by}`]);
          // The conditions once more: another server may have changed the row since.
          const still = whereOf([...where, isId(id)]);
          const { affected } = await writer.update(entityOf(model), still, {
            ...set,
            ...Object.fromEntries(sums),
          });
          return affected === 1 ? ((await writer.findOneBy(entityOf(model), { id })) as T | null) : null;
        }),
      delete: async ({ model, where }) => {
        await database.write((writer) => writer.delete(entityOf(model), whereOf(where)));
      },
      deleteMany: ({ model, where }) =>
        database.write(
          async (writer) => (await writer.delete(entityOf(model), whereOf(where))).affected ?? 0,
        ),
      consumeOne: async <T>({ model, where }: { model: string; where: Condition[] }) =>
        changeOne({ model, where }, async (writer, row) => {
          const { affected } = await writer.delete(entityOf(model), { id: row.id });
          return (affected === 1 ? row : null) as T | null;
        }),
    }),
  });
}

const isId = (value: string): Condition => ({
  field: "id",
  value,
  operator: "eq",
  connector: "AND",
  mode: "sensitive",
});

interface IncrementOne {
  model: string;
  where: Condition[];
  increment: Record<string, number>;
  set?: Row | undefined;
}

interface FindMany {
  model: string;
  where?: Condition[] | undefined;
  limit: number;
  offset?: number | undefined;
  sortBy?: { field: string; direction: "asc" | "desc" } | undefined;
}

function entityOf(model: string): EntityTarget<ObjectLiteral> {
  const entity = ENTITIES[model];
  if (!entity) throw new Error(`no table for ${model}`);
  return entity;
}
