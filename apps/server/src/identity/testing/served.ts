import { freePorts } from "@latchkey/enforcer/testing";
import { serve } from "../../cli/serve.js";
import { readConfig } from "../../config.js";
import { openDatabase } from "../../database/database.js";
import { createMigratedPlace } from "../../database/testing/database.js";
import { createLog } from "../../log.js";

export const OWNER = { email: "owner@example.com", password: "correct horse battery" };
export const OPERATOR = { email: "operator@example.com", password: "staple of an operator" };

/** A whole server over a database of its own, with the people of the first start. */
export interface Served {
  base: string;
  ops: string;
  /** Sends JSON, each time from another address unless `headers` say from which: who comes often is slowed down. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  signIn(credentials?: object, headers?: Record<string, string>): Promise<Response>;
  query(cookie: string, query: string, headers?: Record<string, string>): Promise<Response>;
  /** Its DATA_DIR. */
  folder: string;
  /** Its DATABASE_URL. */
  databaseUrl: string;
  /** What its database answers. */
  rows(sql: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export async function startServed(env: NodeJS.ProcessEnv = {}): Promise<Served> {
  const place = await createMigratedPlace();
  const [port, opsPort] = await freePorts(2);
  const config = readConfig({
    PORT: String(port),
    OPS_PORT: String(opsPort),
    DATA_DIR: place.folder,
    DATABASE_URL: place.url,
    SETUP_OWNER_PASSWORD: OWNER.password,
    SETUP_OPERATOR_PASSWORD: OPERATOR.password,
    LOG_LEVEL: "silent",
    ...env,
  });
  const closing = await serve(config, createLog("silent"));
  const base = `http://127.0.0.1:${port}`;
  let addresses = 0;
  const post: Served["post"] = (path, body, headers) => {
    addresses++;
    const address = `198.51.${100 + (addresses >> 8)}.${addresses & 255}`;
    const always = { "content-type": "application/json", origin: base, "x-forwarded-for": address };
    return fetch(`${base}${path}`, {
      method: "POST",
      headers: { ...always, ...headers },
      body: JSON.stringify(body),
    });
  };
  return {
    base,
    ops: `http://127.0.0.1:${opsPort}`,
    post,
    signIn: (credentials = OWNER, headers) => post("/api/auth/sign-in/email", credentials, headers),
    query: (cookie, query, headers) => post("/graphql", { query }, { cookie, ...headers }),
    folder: place.folder,
    databaseUrl: config.databaseUrl,
    async rows(sql) {
      const database = await openDatabase(place.url);
      return database.writer.query(sql).finally(() => database.close());
    },
    async close() {
      await closing.close();
      await place.drop();
    },
  };
}

/** The session cookie of an answer, to be sent back. */
export function cookieOf(response: Response): string {
  return response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}
