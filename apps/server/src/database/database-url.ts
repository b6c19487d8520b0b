import { Failure } from "../failure.js";

const FORMS = "sqlite:<path> or mysql://user:password@host:port/database";

/**
 * Checks that `url` has one of the two forms.
 * @throws {Failure} one line that names DATABASE_URL, without the password.
 */
export function checkDatabaseUrl(url: string): string {
  if (url.startsWith("sqlite:")) {
    if (url.length > "sqlite:".length) return url;
    throw new Failure(`DATABASE_URL names no file: it must be ${FORMS}.`);
  }
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed?.protocol !== "mysql:" || parsed.hostname === "" || !isDecodable(parsed))
    throw new Failure(`DATABASE_URL cannot be read: it must be ${FORMS}.`);
  if (!/^\/[^/]+$/.test(parsed.pathname))
    throw new Failure(`DATABASE_URL names no database: it must be ${FORMS}.`);
  return url;
}

/** The database for people: its URL without user and password. */
export function describeDatabase(url: string): string {
  if (!url.startsWith("mysql:")) return url;
  const { host, pathname } = new URL(url);
  return `mysql://${host}${pathname}`;
}

function isDecodable({ username, password, pathname }: URL): boolean {
  try {
    return [username, password, pathname].map(decodeURIComponent).length > 0;
  } catch {
    return false;
  }
}
