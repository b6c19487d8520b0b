import { Failure } from "@latchkey/program";

const DENIED = "wrong user or password; a % in them is written %25 there";

const REASONS: Record<string, string> = {
  ER_ACCESS_DENIED_ERROR: DENIED,
  ER_ACCESS_DENIED_NO_PASSWORD_ERROR: DENIED,
  ER_BAD_DB_ERROR: "there is no such database; create it first",
  ER_DBACCESS_DENIED_ERROR: "the user has no rights on this database",
  ER_CON_COUNT_ERROR: "it has too many connections",
  HANDSHAKE_NO_SSL_SUPPORT: "it does not speak TLS, which ssl-mode asks for",
  ECONNREFUSED: "nobody answers there",
  ENOTFOUND: "there is no such host",
  EAI_AGAIN: "the host's name cannot be looked up",
  ETIMEDOUT: "no answer in time",
  EHOSTUNREACH: "the host cannot be reached",
  ECONNRESET: "the connection was cut off",
  PROTOCOL_CONNECTION_LOST: "the connection was cut off",
  ENOENT: "its folder cannot be made",
  EACCES: "no right to write there",
  EEXIST: "a file stands in the way of its folder",
  ENOTDIR: "a file stands in the way of its folder",
  SQLITE_NOTADB: "the file is no SQLite database",
  SQLITE_CORRUPT: "the file is damaged",
  SQLITE_READONLY: "the file, or its folder, is not writable",
  SQLITE_CANTOPEN: "the file cannot be opened",
  SQLITE_BUSY: "another program has locked it",
  SQLITE_FULL: "its disk is full",
  ER_DISK_FULL: "its disk is full",
  ER_RECORD_FILE_FULL: "its disk is full",
  ER_OPTION_PREVENTS_STATEMENT: "it takes no changes",
  ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION: "it takes no changes",
  ER_READ_ONLY_MODE: "it takes no changes",
  ER_LOCK_WAIT_TIMEOUT: "others hold its locks",
  ER_LOCK_DEADLOCK: "others hold its locks",
};

/** What an error of opening `url` means, in one line that names DATABASE_URL, without the password. */
export function connectionFailure(url: string, error: unknown): Failure {
  const code = codeOfDriver(error);
  const reason = (code && (REASONS[code] ?? tlsReason(code, error))) || code || "it cannot be opened";
  return new Failure(`DATABASE_URL: no connection to ${describeDatabase(url)}: ${reason}.`);
}

/** What an error of a database in trouble means to somebody who starts a program or a command on it. */
export function troubleFailure(url: string, error: unknown): Failure {
  const code = codeOfDriver(error) ?? "";
  return new Failure(`DATABASE_URL: ${describeDatabase(url)} can't be used now: ${REASONS[code] ?? code}.`);
}

/** What an error says of a database that answers, and is not as it was prepared or may not be used so; undefined: nothing. */
export function flawFailure(url: string, error: unknown): Failure | undefined {
  const code = codeOfDriver(error);
  const message = error instanceof Error ? error.message : "";
  const database = describeDatabase(url);
  if (code === "SQLITE_CORRUPT")
    return new Failure(`DATABASE_URL: ${database} can't be used: ${REASONS[code]}; restore a backup.`);
  const [, table] = /(?:no such table: |Table '.*\.)(\w+)/.exec(message) ?? [];
  if (table !== undefined)
    return new Failure(
      `DATABASE_URL: ${database} has no table ${table}, which it had when it was prepared; restore a backup.`,
    );
  const [, right] = /^(.+?) command denied to user /.exec(message) ?? [];
  if (right === undefined) return undefined;
  return new Failure(
    `DATABASE_URL: ${database} denies its user ${right}; the server and its commands need all rights in it.`,
  );
}

/** The database for people: its URL without user and password. */
function describeDatabase(url: string): string {
  if (!url.startsWith("mysql:")) return url;
  const { host, pathname } = new URL(url);
  return `mysql://${host}${pathname}`;
}

/** The driver has one code for every certificate that it refuses; what is wrong with it, only the sentence says. */
function tlsReason(code: string, error: unknown): string | undefined {
  if (code !== "HANDSHAKE_SSL_ERROR" || !(error instanceof Error)) return undefined;
  return `TLS failed, “${error.message}”; NODE_EXTRA_CA_CERTS names a file with an authority of your own`;
}

/** The driver's code for what went wrong, such as `ER_LOCK_DEADLOCK` or `SQLITE_BUSY`. */
export function codeOfDriver(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  if ("code" in error && typeof error.code === "string" && error.code !== "") return named(error.code);
  if ("driverError" in error) return codeOfDriver(error.driverError);
  // Refused on every address of a host: the first tells enough.
  if ("errors" in error && Array.isArray(error.errors)) return codeOfDriver(error.errors[0]);
  // MySQL's driver gives no code when a connection was lost between two statements of a transaction.
  if ("fatal" in error && error.fatal === true) return "PROTOCOL_CONNECTION_LOST";
  // libsql's is empty where opening the file itself failed.
  return /ConnectionFailed/.test(String(error)) ? "SQLITE_CANTOPEN" : undefined;
}

/** By the last byte of a code of SQLite's for which libsql has no name. */
const PRIMARY: Record<number, string> = { 8: "SQLITE_READONLY", 14: "SQLITE_CANTOPEN" };

/** What a folder that is not writable is to libsql, say, by SQLite's own name. */
function named(code: string): string {
  const [, number] = /^UNKNOWN_SQLITE_ERROR_(\d+)$/.exec(code) ?? [];
  return PRIMARY[Number(number) & 0xff] ?? code;
}
