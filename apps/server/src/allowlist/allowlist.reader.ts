import { In } from "typeorm";
import { batched, rowsByKey } from "../graphql/loader.js";
import { AllowlistEntry } from "./allowlist-entry.entity.js";

/** The networks of a key's allowlist, in its owner's order. */
export const entriesOf = batched<string, AllowlistEntry[]>(async ({ installation }, ids) => {
  const rows = await installation.database.reader.manager.find(AllowlistEntry, {
    where: { apiKeyId: In([...ids]) },
    order: { position: "ASC" },
  });
  return rowsByKey(ids, rows, (row) => row.apiKeyId);
});
