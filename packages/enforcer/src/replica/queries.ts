import { setImmediate as breathe } from "node:timers/promises";
import type { Read, Row, Value } from "../sql/database.js";
import type { KeyRows } from "./keys.js";

const KEY_COLUMNS =
  "`id`, `accountId`, `key`, `disabled`, `expiresAt`, `accessScope`, `addressScope`, `deletedAt`";
const TOKENS = "SELECT `id`, `apiKeyId`, `hashScheme`, `hash`, `retiresAt`, `deletedAt` FROM `token`";
const PERMISSIONS = "SELECT `apiKeyId`, `code` FROM `permission`";
const ALLOWLIST = "SELECT `apiKeyId`, `cidr` FROM `allowlist_entry`";
const GRANTS =
  "SELECT `id`, `accountId`, `apiCode`, `limit`, `validUntil`, `createdAt`, `endedAt` FROM `throttle_grant`";
const ACCOUNTS = "SELECT `id`, `sid`, `suspended` FROM `account`";

const CHUNK = 5_000;
const CHANGED_CHUNK = 500;

/** The number of the newest change. */
export async function readRevision(read: Read): Promise<number> {
  const [row] = await read("SELECT `value` FROM `revision` WHERE `id` = 1");
  if (typeof row?.value !== "number") throw new Error("the revision row is missing");
  return row.value;
}

export async function readCatalogueRows(read: Read): Promise<{ apis: Row[]; operations: Row[] }> {
  const apis = await read(
    "SELECT `code`, `catalogueLimit`, `windowSeconds`, `operatorLimit`, `retiredAt` FROM `api` ORDER BY `position`",
  );
  const operations = await read(
    "SELECT `code`, `apiCode`, `method`, `path`, `accountScoped`, `retiredAt` FROM `operation` ORDER BY `position`",
  );
  return { apis, operations };
}

export async function catalogueChangedSince(read: Read, revision: number): Promise<boolean> {
  const rows = await read(
    "SELECT 1 FROM `api` WHERE `revision` > ? UNION SELECT 1 FROM `operation` WHERE `revision` > ? LIMIT 1",
    [revision, revision],
  );
  return rows.length > 0;
}

export const accountsChangedSince = (read: Read, revision: number) =>
  read(`${ACCOUNTS} WHERE \`revision\` > ?`, [revision]);

export const grantsChangedSince = (read: Read, revision: number) =>
  read(`${GRANTS} WHERE \`revision\` > ?`, [revision]);

export const accountById = (read: Read, id: string) => read(`${ACCOUNTS} WHERE \`id\` = ?`, [id]);

export const grantsOf = (read: Read, accountId: string) =>
  read(`${GRANTS} WHERE \`accountId\` = ? AND \`endedAt\` IS NULL`, [accountId]);

/** One key with all its rows; null: none has this id. */
export async function keyById(read: Read, id: string): Promise<KeyRows | null> {
  const keys = await read(`SELECT ${KEY_COLUMNS} FROM \`api_key\` WHERE \`id\` = ?`, [id]);
  const [rows] = await withRows(read, keys, "WHERE `apiKeyId` = ?", [id]);
  return rows ?? null;
}

/** Changed keys, deleted ones too, with all their rows. */
export async function keysChangedSince(read: Read, revision: number): Promise<KeyRows[]> {
  const keys = await read(`SELECT ${KEY_COLUMNS} FROM \`api_key\` WHERE \`revision\` > ?`, [revision]);
  const changed: KeyRows[] = [];
  for (let start = 0; start < keys.length; start += CHANGED_CHUNK) {
    const part = keys.slice(start, start + CHANGED_CHUNK);
    const ids = part.map((key) => String(key.id));
    const where = `WHERE \`apiKeyId\` IN (${ids.map(() => "?").join(", ")})`;
    changed.push(...(await withRows(read, part, where, ids)));
  }
  return changed;
}

export const allAccounts = (read: Read) => chunks(read, `${ACCOUNTS} WHERE \`id\` > ?`);

export const allGrants = (read: Read) => chunks(read, `${GRANTS} WHERE \`endedAt\` IS NULL AND \`id\` > ?`);

/** All keys that live, in parts. */
export async function* allKeys(read: Read): AsyncGenerator<KeyRows[]> {
  const sql = `SELECT ${KEY_COLUMNS} FROM \`api_key\` WHERE \`deletedAt\` IS NULL AND \`id\` > ?`;
  for await (const keys of chunks(read, sql)) {
    const range = [String(keys[0]?.id), String(keys.at(-1)?.id)];
    yield await withRows(read, keys, "WHERE `apiKeyId` BETWEEN ? AND ?", range);
  }
}

/** Rows in parts, by primary key, with a breath between them so that others get their turn. */
async function* chunks(read: Read, sql: string): AsyncGenerator<Row[]> {
  let last = "";
  for (;;) {
    const rows = await read(`${sql} ORDER BY \`id\` LIMIT ${CHUNK}`, [last]);
    if (rows.length > 0) yield rows;
    if (rows.length < CHUNK) return;
    last = String(rows.at(-1)?.id);
    await breathe();
  }
}

async function withRows(
  read: Read,
  keys: readonly Row[],
  where: string,
  values: readonly Value[],
): Promise<KeyRows[]> {
  const tokens = byKey(await read(`${TOKENS} ${where}`, values));
  const permissions = byKey(await read(`${PERMISSIONS} ${where}`, values));
  const allowlist = byKey(await read(`${ALLOWLIST} ${where}`, values));
  return keys.map((key) => ({
    key,
    tokens: tokens.get(key.id) ?? [],
    permissions: permissions.get(key.id) ?? [],
    allowlist: allowlist.get(key.id) ?? [],
  }));
}

function byKey(rows: readonly Row[]): Map<unknown, Row[]> {
  const grouped = new Map<unknown, Row[]>();
  for (const row of rows) {
    const group = grouped.get(row.apiKeyId);
    if (group) group.push(row);
    else grouped.set(row.apiKeyId, [row]);
  }
  return grouped;
}
