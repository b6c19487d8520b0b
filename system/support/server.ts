import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePorts } from "@latchkey/enforcer/testing";
import { ROOT } from "../../e2e/support/paths.js";
import { answers, type Running, run } from "../../e2e/support/processes.js";
import { type Owner, signIn } from "./owner.js";

const OWNER = { email: "owner@example.com", password: "correct horse battery" };
const OPERATOR = { email: "operator@example.com", password: "staple of an operator" };

/** Milliseconds until it must be ready: several of them start at the same moment, beside databases that are being made. */
const PATIENCE = 100_000;

/** A server in a process of its own, with an owner and an operator who are signed in there. */
export interface ServerProcess {
  running: Running;
  owner: Owner;
  operator: Owner;
  /** `/status` of its ops port. */
  // biome-ignore lint/suspicious/noExplicitAny: each test asserts the shape that it asked for
  status(): Promise<any>;
  /** Where it listens. */
  ports: ServerPorts;
  stop(): Promise<void>;
  /** Ends it by this signal, SIGTERM by default, and starts another one in its place; resolves when that is ready. Sessions go on. */
  restart(signal?: NodeJS.Signals): Promise<ServerProcess>;
}

interface ServerPorts {
  port: number;
  opsPort: number;
}

export interface ServerOptions {
  databaseUrl: string;
  redisUrl?: string;
  /** Default: free ones. */
  ports?: ServerPorts;
  /** People who are signed in already. Default: they sign in. */
  people?: Pick<ServerProcess, "owner" | "operator">;
}

/** Starts a server with the catalogue of these tests, and waits until it is ready. All servers of a test share sessions. */
export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const { databaseUrl, redisUrl = "" } = options;
  const folder = await mkdtemp(join(tmpdir(), "latchkey-system-"));
  const ports = options.ports ?? (await anyPorts());
  const { port, opsPort } = ports;
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
  const people = options.people ?? {
    owner: await signIn(url, OWNER),
    operator: await signIn(url, OPERATOR),
  };
  return {
    running,
    ...people,
    status: async () => (await fetch(`http://127.0.0.1:${opsPort}/status`)).json(),
    ports,
    async stop() {
      await running.stop();
      await rm(folder, { recursive: true, force: true });
    },
    async restart(signal = "SIGTERM") {
      await running.stop(signal);
      await rm(folder, { recursive: true, force: true });
      return startServer({ ...options, ports, people });
    },
  };
}

async function anyPorts(): Promise<ServerPorts> {
  const [port = 0, opsPort = 0] = await freePorts(2);
  return { port, opsPort };
}
