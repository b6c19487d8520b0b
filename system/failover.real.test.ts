import { execFile } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { basic } from "@latchkey/enforcer/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ROOT } from "../e2e/support/paths.js";
import { type GatewayProcess, startGateway } from "./support/gateway.js";
import { Insistent, type Known, makeOnce } from "./support/insistent.js";
import { Listener } from "./support/listener.js";
import type { MariaDb } from "./support/mariadb.js";
import type { Pair } from "./support/owner.js";
import { Relay } from "./support/relay.js";
import { commitTogether, follow, leaveBehind, promote, startReplicated } from "./support/replication.js";
import { type ServerProcess, startServer } from "./support/server.js";

const SECOND = 1_000;
const LEASE_SECONDS = 5;
/** Milliseconds from one act to the next. */
const EVERY = 100;
/** How many of the newest keys are tried again and again. */
const TRIED = 40;
const PATIENCE = 120 * SECOND;
const SOON = { timeout: 20 * SECOND, interval: 50 };

/** Each in turn is the primary. */
let databases: [MariaDb, MariaDb, MariaDb];
/** The one that servers and gateways know. */
let address: Relay;
let writing: ServerProcess;
let reading: ServerProcess;
let gateways: GatewayProcess[] = [];

beforeAll(async () => {
  databases = await Promise.all([startReplicated(1), startReplicated(2), startReplicated(3)]);
  const [first, second, third] = databases;
  await follow(second, first);
  await follow(third, second);
  await commitTogether(first);
  address = await Relay.open(await first.plainUrl());
  writing = await startServer({ databaseUrl: address.url });
  const { owner, operator } = writing;
  reading = await startServer({ databaseUrl: address.url, people: { owner, operator } });
  const options = { databaseUrl: address.url, leaseSeconds: LEASE_SECONDS };
  gateways = await Promise.all([1, 2, 3].map(() => startGateway(options)));
});
afterAll(async () => {
  await Promise.all([...gateways, writing, reading].map((one) => one?.stop()));
  address?.close();
  await Promise.all((databases ?? []).map((one) => one.close()));
});

const allowed = async ({ key, token }: Pair) =>
  vi.waitFor(async () => {
    for (const gateway of gateways) expect((await gateway.ask(basic(key, token))).status).toBe(200);
  }, SOON);

/** A call that was allowed with a key whose deletion had been confirmed. */
interface Late {
  deletedAt: number;
  after: number;
}

/** Tries the newest deleted keys at a gateway until it is told to stop. */
async function tryDeleted(gateway: GatewayProcess, acting: Insistent, isOver: () => boolean, late: Late[]) {
  while (!isOver()) {
    for (const { header, deletedAt } of acting.known.slice(-TRIED)) {
      if (header === null || deletedAt === null) continue;
      const after = performance.now() - deletedAt;
      const { status } = await gateway.ask(header).catch(() => ({ status: 0 }));
      if (status === 200 && after > 0) late.push({ deletedAt, after });
    }
    await sleep(20);
  }
}

/** Has the database move while keys are made, deleted and used, and tells what was seen. */
async function moved(how: string, move: (acting: Insistent) => Promise<void>) {
  const known = await writing.owner.makeKey(how);
  await allowed(known);
  const listeners = gateways.map((gateway) => new Listener(gateway, basic(known.key, known.token)));
  const acting = new Insistent(() => writing.owner, EVERY);
  const late: Late[] = [];
  let isOver = false;
  const trying = gateways.map((gateway) => tryDeleted(gateway, acting, () => isOver, late));
  await sleep(2 * SECOND);
  await move(acting);
  await sleep(3 * SECOND);
  await acting.stop();
  await sleep(SECOND);
  isOver = true;
  await Promise.all(trying);
  for (const listener of listeners) listener.stop();

  const { known: keys, repeats } = acting;
  const deleted = keys.filter(({ deletedAt }) => deletedAt !== null).length;
  const gap = Math.round(acting.longestWait());
  const latest = Math.round(Math.max(0, ...late.map(({ after }) => after)));
  process.stdout.write(
    `primary ${how}: ${keys.length} keys made, ${deleted} deleted, ${repeats} acts repeated, ${gap} ms without an answer; a deleted key was allowed for ${latest} ms at most\n`,
  );
  for (const listener of listeners) {
    const said = listener.statuses(0, Number.POSITIVE_INFINITY);
    expect([200, 503]).toEqual(expect.arrayContaining(said));
  }
  return { keys, late };
}

/** The ids of all keys. */
async function keysThere(): Promise<Set<string>> {
  const ids = new Set<string>();
  const document =
    "query ($after: String) { account { apiKeys(first: 100, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } }";
  for (let after: string | null = null; ; ) {
    const { account } = await writing.owner.query(document, { after });
    for (const { id } of account.apiKeys.nodes) ids.add(id);
    const { hasNextPage, endCursor } = account.apiKeys.pageInfo;
    if (!hasNextPage) return ids;
    after = endCursor;
  }
}

/** Each gateway allows the keys that are there, and no others. */
async function gatewaysAgree(keys: readonly Known[]): Promise<void> {
  const there = await keysThere();
  await vi.waitFor(async () => {
    for (const gateway of gateways) {
      for (const { id, header } of keys) {
        if (header === null) continue;
        expect((await gateway.ask(header)).status).toBe(there.has(id) ? 200 : 401);
      }
    }
  }, SOON);
}

async function auditIsWhole(): Promise<void> {
  const env = { PATH: process.env.PATH, DATABASE_URL: address.url };
  const command = [join(ROOT, "apps/server/dist/main.js"), "audit", "verify"];
  const { stdout } = await promisify(execFile)(process.execPath, command, { env });
  expect(stdout).toMatch(/^The audit is as it was written/);
}

/** Nothing that was confirmed is lost, or done twice, and nobody judges by it later than the lease. */
async function nothingIsLost(keys: readonly Known[], late: readonly Late[]): Promise<void> {
  const there = await keysThere();
  for (const { id, deletedAt } of keys) expect([id, there.has(id)]).toEqual([id, deletedAt === null]);
  expect(late.filter(({ after }) => after > LEASE_SECONDS * SECOND)).toEqual([]);
  const kept = keys.filter(({ deletedAt }) => deletedAt === null);
  for (const { id, name, idempotencyKey } of kept.slice(-10)) {
    const again = await makeOnce(writing.owner, name, idempotencyKey);
    expect(again).toMatchObject({ id, token: null, errors: [{ code: "ALREADY_APPLIED" }] });
  }
  await gatewaysAgree(keys);
  await auditIsWhole();
}

test("a primary that is killed takes nothing with it that its replica has received, and is followed by the replica", {
  timeout: PATIENCE,
}, async () => {
  const [first, second] = databases;
  const { keys, late } = await moved("killed", async () => {
    await first.kill();
    await promote(second);
    await commitTogether(second);
    address.move(second.url);
  });
  await nothingIsLost(keys, late);
});

test("a primary that is demoted, and goes on answering reads on its connections, is left by everybody", {
  timeout: PATIENCE,
}, async () => {
  const [, second, third] = databases;
  const automation = await writing.owner.makeKey("automation");
  const permissions = { scope: "ALL_APIS", codes: ["access-control"] };
  await writing.owner.act("setPermissions", { id: automation.id, permissions }, "errors { code }");
  const askServer = async () => {
    const headers = {
      "Content-Type": "application/json",
      Authorization: basic(automation.key, automation.token),
    };
    const body = JSON.stringify({ query: "{ account { sid } }" });
    const url = `http://localhost:${reading.ports.port}/graphql`;
    return (await fetch(url, { method: "POST", headers, body })).status;
  };
  expect(await askServer()).toBe(200);

  const { keys, late } = await moved("demoted", async () => {
    await second.run("SET GLOBAL read_only = 1");
    await promote(third);
    address.move(third.url);
  });
  await nothingIsLost(keys, late);
  // Also by a server that only reads: its keys and people are judged by what the new primary says.
  await writing.owner.act("deleteApiKey", { id: automation.id }, "errors { code }");
  await sleep(1.5 * SECOND);
  expect(await askServer()).toBe(401);
});

test("a primary that is killed takes with it what its replica had not received, and gateways notice", {
  timeout: PATIENCE,
}, async () => {
  const [, second, third] = databases;
  await follow(second, third);
  await commitTogether(third);
  let laggedFrom = 0;
  let killedAt = 0;
  const { keys, late } = await moved("killed before its replica had everything", async (acting) => {
    laggedFrom = performance.now();
    await leaveBehind(second, third);
    const leftAt = performance.now();
    await sleep(1.5 * SECOND);
    await vi.waitFor(() => expect(acting.known.some(({ madeAt }) => madeAt > leftAt)).toBe(true), SOON);
    killedAt = performance.now();
    await third.kill();
    await promote(second);
    address.move(second.url);
  });
  const there = await keysThere();
  const kept = keys.filter(({ madeAt }) => madeAt < laggedFrom);
  for (const { id, deletedAt } of kept) {
    if (deletedAt === null || deletedAt < laggedFrom) expect(there.has(id)).toBe(deletedAt === null);
  }
  const newest = keys.findLast(({ madeAt }) => madeAt < killedAt) ?? expect.unreachable();
  const again = await makeOnce(writing.owner, newest.name, newest.idempotencyKey);
  expect(again.token, "the newest key was lost, so that it is made anew").not.toBeNull();
  const lease = LEASE_SECONDS * SECOND;
  expect(late.filter(({ deletedAt, after }) => deletedAt < laggedFrom && after > lease)).toEqual([]);
  for (const { running } of gateways)
    expect(running.output()).toContain("the database is not the one that was followed");
  await gatewaysAgree(keys);
  await auditIsWhole();
});
