import { codeOfDriver } from "./connection-failure.js";

/** Why a database can't be used for now, through no fault of ours: it does not answer, takes no changes, or is too busy with others. */
export type Trouble = "SILENT" | "READ_ONLY" | "BUSY";

const TROUBLES = new Map<string, Trouble>(
  Object.entries({
    SILENT: [
      "ETIMEDOUT",
      "ECONNREFUSED",
      "ECONNRESET",
      "EPIPE",
      "EHOSTUNREACH",
      "EMFILE",
      "ENETUNREACH",
      "ENOTFOUND",
      "EAI_AGAIN",
      "PROTOCOL_CONNECTION_LOST",
      "PROTOCOL_SEQUENCE_TIMEOUT",
      "ER_CON_COUNT_ERROR",
      "ER_SERVER_SHUTDOWN",
      "SQLITE_CANTOPEN",
    ],
    READ_ONLY: [
      "ER_OPTION_PREVENTS_STATEMENT",
      "ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION",
      "ER_READ_ONLY_MODE",
      "ER_DISK_FULL",
      "ER_RECORD_FILE_FULL",
      "SQLITE_FULL",
      "SQLITE_READONLY",
    ],
    BUSY: ["ER_LOCK_WAIT_TIMEOUT", "ER_LOCK_DEADLOCK", "SQLITE_BUSY"],
  }).flatMap(([trouble, codes]) => codes.map((code): [string, Trouble] => [code, trouble as Trouble])),
);

/** What an error of the database, or one that it caused, says of its state; undefined: nothing, or it is no error of a database. */
export function troubleOf(error: unknown): Trouble | undefined {
  return TROUBLES.get(troubleCodeOf(error) ?? "");
}

/** The driver's code for that. */
export function troubleCodeOf(error: unknown): string | undefined {
  const code = codeOfDriver(error);
  if (code !== undefined && TROUBLES.has(code)) return code;
  return error instanceof Error && error.cause ? troubleCodeOf(error.cause) : undefined;
}
