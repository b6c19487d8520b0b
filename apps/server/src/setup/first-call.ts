import { IsNull } from "typeorm";
import { Operation } from "../catalogue/operation.entity.js";
import type { Database } from "../database/database.js";

/** The path of a call that can be tried as it stands: the catalogue's first GET that needs nothing but the account. Null: there is none. */
export async function firstCall({ reader }: Database, sid: string): Promise<string | null> {
  const operations = await reader.manager.find(Operation, {
    where: { method: "GET", retiredAt: IsNull() },
    order: { position: "ASC" },
  });
  const paths = operations.map(({ path }) => path.replace("{sid}", sid));
  return paths.find((path) => !path.includes("{")) ?? null;
}
