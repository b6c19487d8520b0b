import { parseDatabaseUrl } from "./database-url.js";
import { openMysql } from "./mysql.js";
import { openSqlite } from "./sqlite.js";

export type Row = Record<string, unknown>;
/** Bytes are none of ours: SQLite keeps them in a column of texts too, when somebody puts them there. */
export type Value = string | number | Uint8Array | null;
export interface Statement {
  sql: string;
  values: readonly Value[];
}
/** Reads rows. Identifiers are quoted with backticks, which both databases understand. */
export type Read = (sql: string, values?: readonly Value[]) => Promise<Row[]>;
/** A row as its values, in the order of the columns that were asked for. */
export type Values = readonly unknown[];
/** The same as `Read`, for many rows: arrays cost less than objects. */
export type ReadValues = (sql: string, values?: readonly Value[]) => Promise<readonly Values[]>;

/** The few things that the enforcer asks of a database. Connects when first used, and again after a failure. */
export interface Database {
  dialect: "sqlite" | "mysql";
  /** Loads the driver, which otherwise happens when it is first used. Rejects with one line when it can't be loaded. */
  load(): Promise<void>;
  /** One read, by itself. Rejects within about two seconds when the database does not answer. */
  read: Read;
  /** Everything that `work` reads is as of one moment. */
  snapshot<T>(work: (read: Read, readValues: ReadValues) => Promise<T>): Promise<T>;
  /** All statements or none. Rejects when the database stays busy for about two seconds. */
  write(statements: readonly Statement[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the database of `parseDatabaseUrl`. Nothing is connected yet.
 * @throws Error with one line that never contains the password, when the URL can't be one.
 */
export function openDatabase(url: string): Database {
  const place = parseDatabaseUrl(url);
  return place.dialect === "sqlite" ? openSqlite(place.path) : openMysql(place);
}
