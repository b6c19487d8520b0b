import { parseDatabaseUrl } from "@latchkey/enforcer";
import { Failure } from "../failure.js";

/**
 * Checks that `url` has one of the two forms.
 * @throws {Failure} one line that names DATABASE_URL, without the password.
 */
export function checkDatabaseUrl(url: string): string {
  try {
    parseDatabaseUrl(url);
  } catch (error) {
    throw new Failure(`DATABASE_URL ${error instanceof Error ? error.message : "cannot be read"}.`);
  }
  return url;
}

/** The database for people: its URL without user and password. */
export function describeDatabase(url: string): string {
  if (!url.startsWith("mysql:")) return url;
  const { host, pathname } = new URL(url);
  return `mysql://${host}${pathname}`;
}
