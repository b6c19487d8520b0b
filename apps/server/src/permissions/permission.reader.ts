import { normaliseCodes } from "@latchkey/enforcement";
import { type EntityManager, In } from "typeorm";
import { batched, rowsByKey } from "../graphql/loader.js";
import { Permission } from "./permission.entity.js";

/** The codes that a key was granted, sorted. */
export const codesOf = batched<string, string[]>(async ({ installation }, ids) => {
  const rows = await installation.database.reader.manager.findBy(Permission, { apiKeyId: In([...ids]) });
  return rowsByKey(ids, rows, (row) => row.apiKeyId).map((ofKey) =>
    normaliseCodes(ofKey.map((row) => row.code)),
  );
});

/** The same inside a change. */
export async function codesIn(manager: EntityManager, apiKeyId: string): Promise<string[]> {
  return normaliseCodes((await manager.findBy(Permission, { apiKeyId })).map((row) => row.code));
}
