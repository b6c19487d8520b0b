import { QueryFailedError } from "typeorm";

/** A unique index: SQLite names its columns only. */
interface UniqueIndex {
  name: string;
  columns: readonly string[];
}

/** Tries a change; when somebody else wrote the same into one of these indexes at the same moment, once more: then it finds what they wrote. */
export async function againAfter<T>(indexes: readonly UniqueIndex[], attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (indexes.some((index) => violatesUnique(error, index))) return attempt();
    throw error;
  }
}

/** Whether a write failed because another row has the same values in this unique index. */
export function violatesUnique(error: unknown, index: UniqueIndex): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const { code, message } = error.driverError as Error & { code?: string };
  if (code === "ER_DUP_ENTRY") return message.includes(index.name);
  return code === "SQLITE_CONSTRAINT_UNIQUE" && message.endsWith(`: ${index.columns.join(", ")}`);
}
