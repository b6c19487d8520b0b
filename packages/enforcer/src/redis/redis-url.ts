import { ESCAPES } from "../sql/database-url.js";

/** A node to connect to first. */
export interface Seed {
  host: string;
  port: number;
}

/** Where Redis is, and how to sign in at all of its nodes. */
export interface RedisPlace {
  seeds: Seed[];
  tls: boolean;
  username?: string;
  password?: string;
  /** The number of the database; a cluster has only 0. */
  database: number;
}

const PORT = 6379;

/**
 * Reads `redis://[user:password@]host[:port][/database]`, or `rediss://` for TLS. Several nodes of a cluster are separated by
 * commas: `redis://user:password@a:7001,b:7002`; scheme and credentials of the first and the database of the last hold for all.
 * @throws Error with one line that never contains the password. Parameters are refused too: none would be obeyed, and what stands there may
 *   be the rest of a password with a `?` or `#` in it
 */
export function parseRedisUrl(text: string): RedisPlace {
  const [first = "", ...others] = text.split(",").map((part) => part.trim());
  const urls = [first, ...others.map(withScheme)].map(read);
  const [head] = urls;
  if (!head || urls.some((url) => url === null)) throw refused();
  const seeds = urls.map((url) => ({ host: hostOf(url), port: Number(url?.port || PORT) }));
  const path = urls.at(-1)?.pathname.slice(1) ?? "";
  const database = Number(path);
  if (!/^\d{0,4}$/.test(path) || seeds.some(({ host }) => host === "")) throw refused();
  return { seeds, tls: head.protocol === "rediss:", ...credentials(head), database };
}

/** The URL of a further node. Credentials without a scheme, which read() refuses, are the rest of a password with a comma in it. */
function withScheme(node: string): string {
  return node.includes("://") || node.includes("@") ? node : `redis://${node}`;
}

function read(text: string): URL | null {
  if (!/^rediss?:\/\//.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.search === "" && url.hash === "" ? url : null;
}

function hostOf(url: URL | null): string {
  return url?.hostname.replace(/^\[(.*)\]$/, "$1") ?? "";
}

function credentials({ username, password }: URL): { username?: string; password?: string } {
  try {
    return {
      ...(username === "" ? {} : { username: decodeURIComponent(username) }),
      ...(password === "" ? {} : { password: decodeURIComponent(password) }),
    };
  } catch {
    throw refused();
  }
}

function refused(): Error {
  return new Error(
    `must be redis://[user:password@]host:port or rediss://…; several nodes of a cluster separated by commas${ESCAPES}, a comma as %2C`,
  );
}
