import { isIP } from "node:net";

const FORMS = "must be sqlite:<path> or mysql://user:password@host:port/database";
/** Ends what is said of a URL that can't be read. */
export const ESCAPES =
  "; special characters of a password are written as their codes: % as %25, / as %2F, # as %23";
const SSL_MODES = "must end in nothing or in ?ssl-mode=REQUIRED, VERIFY_CA or VERIFY_IDENTITY";

/** Where a database is, as its URL says. */
export type DatabasePlace = SqlitePlace | MysqlPlace;

/** A file of SQLite. */
export interface SqlitePlace {
  dialect: "sqlite";
  /** As it was given: a relative one starts where the process does. */
  path: string;
}

/** A database on a MySQL-protocol server. */
export interface MysqlPlace {
  dialect: "mysql";
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  /** Left out: without TLS. Certificates are checked against the authorities of Node.js and of NODE_EXTRA_CA_CERTS. */
  ssl?: { rejectUnauthorized: boolean; verifyIdentity: boolean };
}

/** By MySQL's own names: encrypted only; certificate checked; certificate and host name checked. */
const SSL = new Map([
  ["REQUIRED", { rejectUnauthorized: false, verifyIdentity: false }],
  ["VERIFY_CA", { rejectUnauthorized: true, verifyIdentity: false }],
  ["VERIFY_IDENTITY", { rejectUnauthorized: true, verifyIdentity: true }],
]);

/**
 * Reads `sqlite:<path>` or `mysql://user:password@host[:port]/database[?ssl-mode=…]`.
 * @throws Error with one line that never contains the password. Unknown parameters are refused too: to ignore `ssl=true` would be to
 *   connect without TLS.
 */
export function parseDatabaseUrl(text: string): DatabasePlace {
  // Neither of one process alone, in its memory, nor of another scheme: server and gateways open the same file.
  if (/^sqlite:(?!:memory:|\w{2,}:)./.test(text))
    return { dialect: "sqlite", path: text.slice("sqlite:".length) };
  const url = /^mysql:\/\//.test(text) && URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.hostname === "" || url.hash !== "" || !/^\/[^/]+$/.test(url.pathname))
    throw new Error(/^mysql:.*@/.test(text) ? FORMS + ESCAPES : FORMS);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return {
    dialect: "mysql",
    host,
    port: url.port === "" ? 3306 : Number(url.port),
    ...decoded(url),
    ...sslOf(host, url),
  };
}

function decoded({ username, password, pathname }: URL) {
  try {
    return {
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
      database: decodeURIComponent(pathname.slice(1)),
    };
  } catch {
    throw new Error(FORMS + ESCAPES);
  }
}

function sslOf(host: string, { searchParams }: URL): Pick<MysqlPlace, "ssl"> {
  const [parameter, ...others] = [...searchParams];
  if (parameter === undefined) return {};
  const [name, mode] = parameter;
  const ssl = SSL.get(mode);
  if (name !== "ssl-mode" || ssl === undefined || others.length > 0) throw new Error(SSL_MODES);
  // The driver would take a certificate for "localhost" as that of any address.
  if (ssl.verifyIdentity && isIP(host) > 0)
    throw new Error("must name the host, not its address, for ssl-mode=VERIFY_IDENTITY");
  return { ssl };
}
