import type { Database, Statement, Value } from "./database.js";
import { DATABASE_NOW } from "./database-now.js";

/** How a column is merged when the row exists already. `newest`: takes the value of the row with the later `at`. */
type Merge = "add" | "max" | "set" | "newest";

interface Upsert<Key extends string, Merged extends string> {
  table: string;
  key: readonly Key[];
  /** Columns in the order in which they are merged. MySQL sees the new values of earlier ones, so `at` must come after what is `newest`. */
  merge: Readonly<Record<Merged, Merge>>;
  /** A column that gets the time at which the row is written, by the database's clock. */
  now?: string;
}

/** A row by its columns; what else the object holds is not written. */
type RowOf<Column extends string> = Readonly<Record<Column, Value>>;

/** At most this many rows in one statement: SQLite takes 32,766 values. */
const ROWS = 200;

/**
 * Statements that insert `rows`, or merge each into the row with its key. The rows should be in the order of their keys, so that concurrent
 * writers lock them in the same order.
 */
export function upsert<Key extends string, Merged extends string>(
  dialect: Database["dialect"],
  target: Upsert<Key, Merged>,
  rows: readonly RowOf<NoInfer<Key | Merged>>[],
): Statement[] {
  const columns = [...target.key, ...(Object.keys(target.merge) as Merged[])];
  const set = target.now === undefined ? [] : [[target.now, "set"] as const];
  const clause = [...Object.entries<Merge>(target.merge), ...set]
    .map(([column, merge]) => `\`${column}\` = ${MERGED[dialect][merge](`\`${column}\``)}`)
    .join(", ");
  const onConflict =
    dialect === "sqlite"
      ? `ON CONFLICT (${target.key.map((column) => `\`${column}\``).join(", ")}) DO UPDATE SET ${clause}`
      : `ON DUPLICATE KEY UPDATE ${clause}`;
  const made = target.now === undefined ? {} : { [target.now]: DATABASE_NOW[dialect] };
  return insert(target.table, columns, rows, { made, suffix: onConflict });
}

/** Statements that insert `rows`. @param made columns that the database fills in itself, by an expression. @param suffix is added to each */
export function insert<Column extends string>(
  table: string,
  columns: readonly Column[],
  rows: readonly RowOf<NoInfer<Column>>[],
  { made = {}, suffix = "" }: { made?: Readonly<Record<string, string>>; suffix?: string } = {},
): Statement[] {
  const names = [...columns, ...Object.keys(made)].map((column) => `\`${column}\``).join(", ");
  const marks = `(${[...columns.map(() => "?"), ...Object.values(made)].join(", ")})`;
  const statements: Statement[] = [];
  for (let start = 0; start < rows.length; start += ROWS) {
    const part = rows.slice(start, start + ROWS);
    const sql = `INSERT INTO \`${table}\` (${names}) VALUES ${part.map(() => marks).join(", ")} ${suffix}`;
    statements.push({ sql, values: part.flatMap((row) => columns.map((column) => row[column])) });
  }
  return statements;
}

const MERGED: Record<Database["dialect"], Record<Merge, (column: string) => string>> = {
  sqlite: {
    add: (column) => `${column} + excluded.${column}`,
    max: (column) => `max(${column}, excluded.${column})`,
    set: (column) => `excluded.${column}`,
    newest: (column) => `CASE WHEN excluded.\`at\` >= \`at\` THEN excluded.${column} ELSE ${column} END`,
  },
  mysql: {
    add: (column) => `${column} + VALUES(${column})`,
    max: (column) => `GREATEST(${column}, VALUES(${column}))`,
    set: (column) => `VALUES(${column})`,
    newest: (column) => `IF(VALUES(\`at\`) >= \`at\`, VALUES(${column}), ${column})`,
  },
};
