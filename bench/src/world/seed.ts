import * as crypto from "node:crypto";
import { tokenHint } from "@latchkey/enforcement";
import type { TestDatabase } from "@latchkey/enforcer/testing";
import { OPERATIONS } from "./catalogue.js";
import { type BenchKey, keyOf } from "./keys.js";

type Database = TestDatabase["database"];
type Statement = Parameters<Database["write"]>[0][number];
type Value = Statement["values"][number];

const CHUNK = 1_000;
/** As high as a limit can be: nothing is throttled. */
const LIMIT = 1_000_000;

/** Fills an empty database with the demo provider's catalogue and the keys 0 to `keys` − 1, all in one revision. */
export async function seed(database: Database, keys: number): Promise<void> {
  await database.write(catalogue());
  for (let start = 0; start < keys; start += CHUNK) {
    const numbers = Array.from({ length: Math.min(CHUNK, keys - start) }, (_, step) => start + step);
    await database.write(rowsOf(numbers.map(keyOf)));
  }
  await database.write([{ sql: "UPDATE `revision` SET `value` = 1", values: [] }]);
}

function catalogue(): Statement[] {
  const apis = [...new Set(OPERATIONS.map(({ api }) => api))];
  return [
    ...insert(
      "api",
      { catalogueLimit: LIMIT, windowSeconds: 60, revision: 1 },
      apis.map((code, position) => ({ code, name: code, position })),
    ),
    ...insert(
      "operation",
      { summary: "''", revision: 1 },
      OPERATIONS.map(({ code, api, method, path }, position) => {
        const accountScoped = path.includes("{sid}") ? 1 : 0;
        return { code, apiCode: api, method, path, position, accountScoped };
      }),
    ),
  ];
}

function rowsOf(keys: readonly BenchKey[]): Statement[] {
  const accounts = new Map(keys.map(({ account }) => [account.id, account]));
  return [
    ...insert(
      "account",
      { suspended: 0, createdAt: 0, revision: 1 },
      [...accounts.values()].map(({ id, sid }) => ({ id, sid, name: sid })),
    ),
    ...insert(
      "api_key",
      {
        environment: "'PRODUCTION'",
        labels: "'[]'",
        isDefault: 0,
        disabled: 0,
        createdAt: 0,
        version: 1,
        revision: 1,
      },
      keys.map(({ id, account, key, codes, cidrs }) => ({
        id,
        accountId: account.id,
        key,
        name: id,
        liveName: id,
        accessScope: codes ? "SELECTED_APIS" : "ALL_APIS",
        addressScope: cidrs ? "ALLOWLIST_ONLY" : "ANY_ADDRESS",
      })),
    ),
    ...insert(
      "token",
      { hashScheme: "'sha256'", createdAt: 0 },
      keys.map(({ id, token, tokenId }) => ({
        id: tokenId,
        apiKeyId: id,
        hash: crypto.hash("sha256", token, "hex"),
        hint: tokenHint(token),
      })),
    ),
    ...insert(
      "permission",
      {},
      keys.flatMap(({ id, codes }) => (codes ?? []).map((code) => ({ apiKeyId: id, code }))),
    ),
    ...insert(
      "allowlist_entry",
      {},
      keys.flatMap(({ id, cidrs }) =>
        (cidrs ?? []).map((cidr, position) => ({ apiKeyId: id, cidr, position })),
      ),
    ),
  ];
}

/** One statement for all rows, or none if there are no rows. `same`: SQL for the columns that have the same value in all of them. */
function insert(
  table: string,
  same: Record<string, string | number>,
  rows: readonly Record<string, Value>[],
): Statement[] {
  const [first] = rows;
  if (first === undefined) return [];
  const columns = [...Object.keys(first), ...Object.keys(same)].map((column) => `\`${column}\``);
  const row = [...Object.keys(first).map(() => "?"), ...Object.values(same)];
  const values = rows.map(() => `(${row.join(", ")})`);
  return [
    {
      sql: `INSERT INTO \`${table}\` (${columns.join(", ")}) VALUES ${values.join(", ")}`,
      values: rows.flatMap((columns) => Object.values(columns)),
    },
  ];
}
