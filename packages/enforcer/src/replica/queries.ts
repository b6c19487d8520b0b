import { setImmediate as breathe } from "node:timers/promises";
import type { Read, ReadValues, Row, Value, Values } from "../sql/database.js";
import { join } from "./join.js";
import type { KeyRows } from "./keys.js";

const KEY_COLUMNS =
  "`id`, `accountId`, `key`, `disabled`, `expiresAt`, `accessScope`, `addressScope`, `deletedAt`";
const TOKENS = "SELECT `apiKeyId`, `id`, `hashScheme`, `hash`, `retiresAt`, `deletedAt` FROM `token`";
const PERMISSIONS = "SELECT `apiKeyId`, `code` FROM `permission`";
const ALLOWLIST = "SELECT `apiKeyId`, `cidr` FROM `allowlist_entry`";
const GRANTS =
  "SELECT `id`, `accountId`, `apiCode`, `limit`, `validUntil`, `createdAt`, `endedAt` FROM `throttle_grant`";
const ACCOUNTS = "SELECT `id`, `sid`, `suspended` FROM `account`";

const CHUNK = 5_000;
/** Keys read at once in a full load: enough that the queries cost little, few enough that the event loop is not held up for long. */
const KEYS_CHUNK = 5_000;
/** Keys in one IN list. */
const CHANGED_CHUNK = 500;

/** A change's number, and the mark that only it has: a database that was restored gives out the same numbers again. */
export interface Revision {
  value: number;
  /** Null before the first change by a server that sets marks. */
  mark: string | null;
}

/**
 * The newest change.
 * @throws Error when it is missing, as in a database that was not migrated
 */
export async function readRevision(read: Read): Promise<Revision> {
  const [row] = await read("SELECT `value`, `mark` FROM `revision` WHERE `id` = 1");
  if (typeof row?.value !== "number") throw new Error("the revision row is missing");
  return { value: row.value, mark: markOf(row) };
}

/**
 * Whether the database has got to where it is by way of `earlier`. False too when that is so long ago that nobody knows.
 * @param newest of the same snapshot
 */
export async function hasComeBy(read: Read, newest: Revision, earlier: Revision): Promise<boolean> {
  if (newest.value < earlier.value) return false;
  // A server of an older version counts on and sets no mark: then the last one before is in row 1, too.
  const [row] = await read(
    "SELECT `mark` FROM `revision` WHERE `id` > 1 AND `value` <= ? ORDER BY `value` DESC LIMIT 1",
    [earlier.value],
  );
  return markOf(row) === earlier.mark;
}

const markOf = (row: Row | undefined) => (typeof row?.mark === "string" ? row.mark : null);

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

/** One key with all its rows, deleted or not; null when none has this id. */
export const keyById = (read: ReadValues, id: string) => oneKey(read, "`id` = ?", id);

/** The key with this public key, unless deleted, with all its rows; null when there is none. Makes the same queries either way. */
export const livingKey = (read: ReadValues, key: string) =>
  oneKey(read, "`key` = ? AND `deletedAt` IS NULL", key);

async function oneKey(read: ReadValues, where: string, value: string): Promise<KeyRows | null> {
  const keys = await read(`SELECT ${KEY_COLUMNS} FROM \`api_key\` WHERE ${where}`, [value]);
  const [rows] = await withRows(read, keys, "WHERE `apiKeyId` = ?", [String(keys[0]?.[0] ?? "")]);
  return rows ?? null;
}

/** The keys that changed, deleted ones included, with all their rows. */
export async function keysChangedSince(read: ReadValues, revision: number): Promise<KeyRows[]> {
  const sql = `SELECT ${KEY_COLUMNS} FROM \`api_key\` WHERE \`revision\` > ? ORDER BY \`id\``;
  const keys = await read(sql, [revision]);
  const changed: KeyRows[] = [];
  for (let start = 0; start < keys.length; start += CHANGED_CHUNK) {
    const part = keys.slice(start, start + CHANGED_CHUNK);
    const ids = part.map((key) => String(key[0]));
    const where = `WHERE \`apiKeyId\` IN (${ids.map(() => "?").join(", ")})`;
    changed.push(...(await withRows(read, part, where, ids)));
  }
  return changed;
}

export const allAccounts = (read: Read) => chunks(read, `${ACCOUNTS} WHERE \`id\` > ?`);

export const allGrants = (read: Read) => chunks(read, `${GRANTS} WHERE \`endedAt\` IS NULL AND \`id\` > ?`);

/**
 * All keys that are not deleted, in parts, in the order of their ids. Between parts the event loop gets a turn. The next part is queried
 * before this one is yielded, so that the database works on it meanwhile.
 */
export async function* allKeys(read: ReadValues): AsyncGenerator<Iterable<KeyRows>> {
  const sql = `SELECT ${KEY_COLUMNS} FROM \`api_key\` WHERE \`deletedAt\` IS NULL AND \`id\` > ? ORDER BY \`id\` LIMIT ${KEYS_CHUNK}`;
  for (let keys = await read(sql, [""]); keys.length > 0; ) {
    // Not converted to text: an id that is bytes would then sort elsewhere, and the range would leave out the keys before it.
    const last = keys.at(-1)?.[0] as Value;
    const range = [keys[0]?.[0] as Value, last];
    const rows = withRows(read, keys, "WHERE `apiKeyId` BETWEEN ? AND ?", range);
    const next = keys.length < KEYS_CHUNK ? Promise.resolve([]) : read(sql, [last]);
    // A failure is thrown where `next` is awaited below; until then it must not count as unhandled.
    next.catch(() => undefined);
    yield await rows;
    await breathe();
    keys = await next;
  }
}

/** Rows in parts, in the order of their ids. Between parts the event loop gets a turn. */
async function* chunks(read: Read, sql: string): AsyncGenerator<Row[]> {
  let last: Value = "";
  for (;;) {
    const rows = await read(`${sql} ORDER BY \`id\` LIMIT ${CHUNK}`, [last]);
    if (rows.length > 0) yield rows;
    if (rows.length < CHUNK) return;
    last = rows.at(-1)?.id as Value;
    await breathe();
  }
}

/** Joins `keys`, sorted by id, with their rows. `where` must select at least those. */
async function withRows(
  read: ReadValues,
  keys: readonly Values[],
  where: string,
  values: readonly Value[],
): Promise<Iterable<KeyRows>> {
  const rowsOf = (sql: string) => read(`${sql} ${where} ORDER BY \`apiKeyId\``, values);
  const [tokens, permissions, allowlist] = await Promise.all([
    rowsOf(TOKENS),
    rowsOf(PERMISSIONS),
    rowsOf(ALLOWLIST),
  ]);
  return join(keys, tokens, permissions, allowlist);
}
