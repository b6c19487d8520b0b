import { QueryFailedError } from "typeorm";

/** Whether a write failed because another row has the same values in this unique index. SQLite names the index's columns only. */
export function violatesUnique(error: unknown, index: { name: string; columns: readonly string[] }): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const { code, message } = error.driverError as Error & { code?: string };
  if (code === "ER_DUP_ENTRY") return message.includes(index.name);
  return code === "SQLITE_CONSTRAINT_UNIQUE" && message.endsWith(`: ${index.columns.join(", ")}`);
}
