import { execFile } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { basic, RedisServer } from "@latchkey/enforcer/testing";
import { createConnection } from "mysql2/promise";
import { afterAll, beforeAll, expect, onTestFailed, test, vi } from "vitest";
import { ROOT } from "../e2e/support/paths.js";
import type { Running } from "../e2e/support/processes.js";
import { Chance } from "./support/chance.js";
import { type GatewayProcess, startGateway } from "./support/gateway.js";
import { Insistent, type Known } from "./support/insistent.js";
import { MariaDb } from "./support/mariadb.js";
import { Relay } from "./support/relay.js";
import { type ServerProcess, startServer } from "./support/server.js";

const SECOND = 1_000;
/** How long faults go on. */
const LASTING = Number(process.env.TEST_CHAOS_SECONDS ?? 12) * SECOND;
const SEED = Number(process.env.TEST_CHAOS_SEED ?? Date.now() % 1_000_000);
const AT_ONCE = 4;
const LEASE_SECONDS = 2;
/** Milliseconds for which a gateway may judge by what is over: its lease, and a machine that is busy. */
const LATE = LEASE_SECONDS * SECOND + SECOND;
/** Milliseconds between two calls, and between two changes. */
const EVERY = { call: 15, act: 100 };
const SOON = { timeout: 30 * SECOND, interval: 100 };
const STRANGER = basic("lk_00000000000000000000", "nobody");

const chance = new Chance(SEED);
const callers = new Chance(SEED);
let database: MariaDb;
let redis: RedisServer;
let url: string;
const servers: ServerProcess[] = [];
const gateways: GatewayProcess[] = [];
const ways: Relay[] = [];

beforeAll(async () => {
  [database, redis] = await Promise.all([MariaDb.start(), RedisServer.start()]);
  url = await database.plainUrl();
  const placed = async () => {
    const own = [await Relay.open(url), await Relay.open(redis.url)] as const;
    ways.push(...own);
    return { databaseUrl: own[0].url, redisUrl: own[1].url };
  };
  for (let count = 0; count < 2; count++) servers.push(await startServer(await placed()));
  for (let count = 0; count < 3; count++)
    gateways.push(await startGateway({ ...(await placed()), leaseSeconds: LEASE_SECONDS }));
});
afterAll(async () => {
  await Promise.all([...servers, ...gateways].map((one) => one.stop()));
  for (const way of ways) way.close();
  await Promise.all([database?.close(), redis?.close()]);
});

/** Something that fails, and what ends it. No two faults of one thing at a time. */
interface Fault {
  of: unknown;
  name: string;
  begin(): Promise<() => unknown>;
}

function freezing(name: string, { child: { pid = 0 } }: Running, of: unknown): Fault {
  const begin = async () => {
    process.kill(pid, "SIGSTOP");
    return () => process.kill(pid, "SIGCONT");
  };
  return { of, name: `${name} frozen`, begin };
}

/** Ends it as the kernel does when memory is short, and starts it as a supervisor does, again until that succeeds. */
function killing<One extends ServerProcess | GatewayProcess>(name: string, all: One[], at: number): Fault {
  const begin = async () => {
    const one = all[at] as One;
    await one.running.stop("SIGKILL");
    return async () => {
      for (let tries = 0; ; tries++) {
        const again = await one.restart("SIGKILL").catch((error) => error);
        if (!(again instanceof Error)) {
          all[at] = again as One;
          return;
        }
        if (tries === 10) throw again;
        await sleep(500);
      }
    };
  };
  return { of: `${name} ${at}`, name: `${name} ${at} killed`, begin };
}

const ofDatabase = (name: string, begin: Fault["begin"]): Fault => ({
  of: database,
  name: `database ${name}`,
  begin,
});
const ofRedis = (name: string, begin: Fault["begin"]): Fault => ({ of: redis, name: `Redis ${name}`, begin });
const once =
  (...words: string[]) =>
  async () => {
    await redis.command(...words);
    return () => undefined;
  };

function possible(): Fault[] {
  return [
    ...servers.flatMap(({ running }, at) => [
      freezing(`server ${at}`, running, `server ${at}`),
      killing("server", servers, at),
    ]),
    ...gateways.flatMap(({ running }, at) => [
      freezing(`gateway ${at}`, running, `gateway ${at}`),
      killing("gateway", gateways, at),
    ]),
    ...ways.map((way, at) => {
      const how = chance.oneOf(["refusing", "silent"] as const);
      const begin = async () => {
        way.cut(how);
        return () => way.mend();
      };
      return { of: way, name: `way ${at} ${how}`, begin };
    }),
    ofDatabase("frozen", async () => {
      await database.freeze();
      return () => database.thaw();
    }),
    ofDatabase("killed", async () => {
      await database.kill();
      return () => database.start();
    }),
    ofDatabase("read-only", async () => {
      await database.run("SET GLOBAL read_only = 1");
      return () => database.run("SET GLOBAL read_only = 0");
    }),
    ofDatabase("locked", async () => {
      const holder = await createConnection(database.url);
      await holder.query({ sql: "FLUSH TABLES WITH READ LOCK", timeout: SECOND }).catch(() => undefined);
      return () => holder.destroy();
    }),
    ofRedis("frozen", async () => {
      redis.pause();
      return () => redis.resume();
    }),
    ofRedis("killed", async () => {
      await redis.kill();
      return () => redis.start();
    }),
    ofRedis("emptied", once("FLUSHALL")),
    ofRedis("without scripts", once("SCRIPT", "FLUSH")),
    ofRedis("full", async () => {
      await redis.command("CONFIG", "SET", "maxmemory", "1");
      return () => redis.command("CONFIG", "SET", "maxmemory", "0");
    }),
  ];
}

/** Several faults at any time, each for a while. Gives what failed. */
async function rage(): Promise<string[]> {
  const told: string[] = [];
  const going = new Map<unknown, Promise<unknown>>();
  for (const end = performance.now() + LASTING; performance.now() < end; ) {
    await sleep(chance.between(100, SECOND));
    if (going.size >= AT_ONCE) continue;
    const free = possible().filter(({ of }) => !going.has(of));
    const of = chance.oneOf([...new Set(free.map((fault) => fault.of))]);
    const { name, begin } = chance.oneOf(free.filter((fault) => fault.of === of));
    const milliseconds = Math.round(chance.between(100, chance.next() < 0.3 ? 3 * LATE : 2 * SECOND));
    told.push(`${name} (${milliseconds})`);
    const whole = begin()
      .then((finish) => sleep(milliseconds, finish))
      .then((finish) => finish())
      .finally(() => going.delete(of));
    going.set(of, whole);
  }
  await Promise.all(going.values());
  return told;
}

interface Said {
  /** Null: a stranger's call. */
  key: Known | null;
  status: number;
  sentAt: number;
}

/** Calls all gateways, with all keys that there are and were. Gives a function that stops, and gives the answers. */
function call(keys: readonly Known[]): () => Promise<Said[]> {
  const said: Promise<Said>[] = [];
  const timer = setInterval(() => {
    const key = callers.next() < 0.05 ? null : (callers.oneOf(keys) ?? null);
    const header = key === null ? STRANGER : key.header;
    const sentAt = performance.now();
    if (header === null) return;
    const answer = callers.oneOf(gateways).ask(header);
    const status = answer.then((answer) => answer.status).catch(() => 0);
    said.push(status.then((status) => ({ key, status, sentAt })));
  }, EVERY.call);
  return () => {
    clearInterval(timer);
    return Promise.all(said);
  };
}

async function keysThere(): Promise<string[]> {
  const ids: string[] = [];
  const document =
    "query ($after: String) { account { apiKeys(first: 100, after: $after) { nodes { id name } pageInfo { hasNextPage endCursor } } } }";
  for (let after: string | null = null; ; ) {
    const { account } = await (servers[0] as ServerProcess).owner.query(document, { after });
    for (const { id, name } of account.apiKeys.nodes) if (name !== "Default") ids.push(id);
    const { hasNextPage, endCursor } = account.apiKeys.pageInfo;
    if (!hasNextPage) return ids;
    after = endCursor;
  }
}

test("many faults at once lose no change, let nobody in, and leave nothing behind", {
  timeout: LASTING + 120 * SECOND,
}, async () => {
  const acting = new Insistent(() => callers.oneOf(servers).owner, EVERY.act);
  const stopCalls = call(acting.known);
  const faults = await rage();
  onTestFailed(() => {
    const printed = [...servers, ...gateways].map(({ running }) => running.output());
    process.stdout.write(`${[`seed ${SEED}`, ...faults, ...printed].join("\n")}\n`);
  });
  const endedAt = performance.now();
  await vi.waitFor(async () => {
    for (const gateway of gateways)
      expect(await gateway.status()).toMatchObject({ ready: true, throttle: { counting: "together" } });
    for (const server of servers) expect(await server.status()).toMatchObject({ ready: true });
  }, SOON);
  const readyAfter = Math.round(performance.now() - endedAt);
  await sleep(SECOND);
  await acting.stop();
  const said = await stopCalls();
  const { known, repeats } = acting;
  process.stdout.write(
    `seed ${SEED}: ${faults.length} faults, ${known.length} keys made, ${repeats} acts said again, ${said.length} calls; ready ${readyAfter} ms after\n`,
  );

  const statuses = (isMeant: (said: Said) => boolean) =>
    [...new Set(said.filter(isMeant).map(({ status }) => status))].sort();
  expect([0, 200, 401, 503]).toEqual(expect.arrayContaining(statuses(() => true)));
  expect([0, 401, 503]).toEqual(expect.arrayContaining(statuses(({ key }) => key === null)));
  const gone = ({ key, sentAt }: Said) => (key?.deletedAt ?? Number.POSITIVE_INFINITY) + LATE < sentAt;
  expect(statuses(gone)).not.toContain(200);
  const there = ({ key, sentAt }: Said) => key?.deletedAt === null && key.madeAt + LATE < sentAt;
  expect(statuses(there)).not.toContain(401);

  const kept = known.filter(({ deletedAt }) => deletedAt === null);
  expect((await keysThere()).sort()).toEqual(kept.map(({ id }) => id).sort());
  await vi.waitFor(async () => {
    for (const gateway of gateways)
      for (const { header, deletedAt } of known)
        if (header !== null) expect((await gateway.ask(header)).status).toBe(deletedAt === null ? 200 : 401);
  }, SOON);
  const command = [join(ROOT, "apps/server/dist/main.js"), "audit", "verify"];
  const env = { PATH: process.env.PATH, DATABASE_URL: url };
  const { stdout } = await promisify(execFile)(process.execPath, command, { env });
  expect(stdout).toMatch(/^The audit is as it was written/);
});
