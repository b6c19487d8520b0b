import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../e2e/support/paths.js";
import { freePorts } from "../../e2e/support/ports.js";
import { answers, type Running, run } from "../../e2e/support/processes.js";
import { type Owner, signIn } from "./owner.js";

const OWNER = { email: "owner@example.com", password: "correct horse battery" };
const OPERATOR = { email: "operator@example.com", password: "staple of an operator" };

/** Several of them start at the same moment, beside databases that are being made. */
const PATIENCE = 100_000;

/** A server as a process of its own, and its owner and an operator, signed in there. */
export interface ServerProcess {
  running: Running;
  owner: Owner;
  operator: Owner;
  /** `/status` of its ops port. */
  // biome-ignore lint/suspicious/noExplicitAny: each test asserts the shape that it asked for
  status(): Promise<any>;
  stop(): Promise<void>;
}

export interface ServerOptions {
  databaseUrl: string;
  redisUrl?: string;
}

/** Starts a server with the catalogue of these tests, and waits until it is ready. All servers of a test share sessions. */
export async function startServer({ databaseUrl, redisUrl = "" }: ServerOptions): Promise<ServerProcess> {
  const folder = await mkdtemp(join(tmpdir(), "latchkey-system-"));
  const [port, opsPort] = await freePorts(2);
  const url = `http://localhost:${port}`;
  const env = {
    PORT: String(port),
    OPS_PORT: String(opsPort),
    DATA_DIR: folder,
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    AUTH_SECRET: "a secret that all servers of one test share",
    CATALOGUE: join(ROOT, "system/support/catalogue.openapi.yaml"),
    SETUP_OWNER_PASSWORD: OWNER.password,
    SETUP_OPERATOR_EMAIL: OPERATOR.email,
    SETUP_OPERATOR_PASSWORD: OPERATOR.password,
  };
  const running = run(process.execPath, [join(ROOT, "apps/server/dist/main.js")], env, ROOT);
  await answers(`http://127.0.0.1:${opsPort}/readyz`, running, PATIENCE);
  return {
    running,
    owner: await signIn(url, OWNER),
    operator: await signIn(url, OPERATOR),
    status: async () => (await fetch(`http://127.0.0.1:${opsPort}/status`)).json(),
    async stop() {
      await running.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
