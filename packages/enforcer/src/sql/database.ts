import { parseDatabaseUrl } from "./database-url.js";
import { openMysql } from "./mysql.js";
import { openSqlite } from "./sqlite.js";

export type Row = Record<string, unknown>;
/** We write no bytes, but a damaged SQLite database may hold some, even in columns of text. */
export type Value = string | number | Uint8Array | null;
export interface Statement {
  sql: string;
  values: readonly Value[];
}
/** Reads rows. Identifiers are quoted with backticks, which both dialects understand. */
export type Read = (sql: string, values?: readonly Value[]) => Promise<Row[]>;
/** A row as its values, in the order of the selected columns. */
export type Values = readonly unknown[];
/** As `Read`, for many rows: arrays cost less than objects. */
export type ReadValues = (sql: string, values?: readonly Value[]) => Promise<readonly Values[]>;

/** What the enforcer needs of a database. Connects when first used, and again after a failure. */
export interface Database {
  dialect: "sqlite" | "mysql";
  /** Loads the driver, which otherwise happens when it is first used. Rejects with one line when it can't be loaded. */
  load(): Promise<void>;
  /** One read by itself. Rejects within about two seconds when the database does not answer. */
  read: Read;
  /** Runs `work` in a read-only transaction: everything that it reads is as of one moment. */
  snapshot<T>(work: (read: Read, readValues: ReadValues) => Promise<T>): Promise<T>;
  /** All statements or none. Rejects when the database stays busy for about two seconds. */
  write(statements: readonly Statement[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a database by its URL, as of `parseDatabaseUrl`. Does not connect yet.
 * @throws Error with one line that never contains the password, when the URL can't be used
 */
export function openDatabase(url: string): Database {
  const place = parseDatabaseUrl(url);
  return place.dialect === "sqlite" ? openSqlite(place.path) : openMysql(place);
}
