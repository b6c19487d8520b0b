import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { basic } from "@latchkey/enforcer/testing";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { ROOT } from "../e2e/support/paths.js";
import { createPlace, type Place } from "./support/database.js";
import { type GatewayProcess, startGateway } from "./support/gateway.js";
import type { Pair } from "./support/owner.js";
import { type ServerProcess, startServer } from "./support/server.js";

/** How often server and gateway are killed. */
const KILLS = Number(process.env.TEST_KILLS ?? 3);
/** Milliseconds between mutations. */
const PAUSE = 50;
const PATIENCE = 60_000 + KILLS * 20_000;
const SOON = { timeout: 10_000, interval: 20 };

async function createSqlite(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), "latchkey-killed-"));
  const drop = () => rm(folder, { recursive: true, force: true });
  return { url: `sqlite:${join(folder, "latchkey.sqlite")}`, drop };
}

const PLACES = { SQLite: createSqlite, "a MySQL-protocol server": () => createPlace() };

/** The keys that somebody made and deleted while processes were killed, by what the server has answered. */
class History {
  /** The server has said that they were made; nobody tried to delete them. */
  readonly made: Pair[] = [];
  /** The server has said that they were deleted. */
  readonly deleted: Pair[] = [];
  /** Names of keys for which the answer about making them never came. */
  readonly unknown = new Set<string>();
  /** Keys for which the answer about deleting them never came. */
  readonly perhapsDeleted: Pair[] = [];

  /** Makes a key or, every third time, deletes one. */
  async act({ owner }: ServerProcess, number: number): Promise<void> {
    const doomed = number % 3 === 2 ? this.made.shift() : undefined;
    if (doomed) {
      const answer = await owner.act("deleteApiKey", { id: doomed.id }, "errors { code }").catch(() => null);
      (answer ? this.deleted : this.perhapsDeleted).push(doomed);
      if (answer) expect(answer.payload.errors).toEqual([]);
      return;
    }
    const name = `key ${number}`;
    const pair = await owner.makeKey(name).catch(() => null);
    if (pair) this.made.push(pair);
    else this.unknown.add(name);
  }
}

interface Found {
  id: string;
  name: string;
  tokens: { status: string }[];
}

interface Event {
  action: string;
  subjectId: string;
}

const PAGE = `pageInfo { hasNextPage endCursor }`;

/** All nodes of a paged list of the account. */
async function all<Node>({ owner }: ServerProcess, list: string, fields: string): Promise<Node[]> {
  const nodes: Node[] = [];
  for (let after: string | null = null; ; ) {
    const document = `query ($after: String) { account { list: ${list}(first: 100, after: $after) { nodes { ${fields} } ${PAGE} } } }`;
    const { account } = await owner.query(document, { after });
    nodes.push(...account.list.nodes);
    if (!account.list.pageInfo.hasNextPage) return nodes;
    after = account.list.pageInfo.endCursor;
  }
}

describe.each(Object.entries(PLACES))(
  "on %s, when server and gateway are killed again and again",
  (_, create) => {
    let place: Place;
    let server: ServerProcess;
    let gateway: GatewayProcess;
    const history = new History();
    /** Milliseconds from each kill to the first right answer of the process that came after. */
    const returns = { server: [] as number[], gateway: [] as number[] };

    beforeAll(async () => {
      place = await create();
      server = await startServer({ databaseUrl: place.url });
      gateway = await startGateway({ databaseUrl: place.url });
      let isOver = false;
      const acts: Promise<void>[] = [];
      const acting = (async () => {
        for (let number = 0; !isOver; number++) {
          acts.push(history.act(server, number));
          await sleep(PAUSE);
        }
      })();
      for (let kill = 0; kill < KILLS; kill++) {
        await sleep(300 + Math.random() * 700);
        const start = performance.now();
        if (kill % 2 === 0) {
          server = await server.restart("SIGKILL");
          await server.owner.query("{ account { name } }");
          returns.server.push(performance.now() - start);
        } else {
          gateway = await gateway.restart("SIGKILL");
          await gateway.ask(basic("lk_unknown", "unknown"));
          returns.gateway.push(performance.now() - start);
        }
      }
      await sleep(500);
      isOver = true;
      await acting;
      await Promise.all(acts);
      const { made, deleted, unknown, perhapsDeleted } = history;
      const times = Object.entries(returns).map(([who, ms]) => `${who} ${ms.map(Math.round).join(", ")} ms`);
      process.stdout.write(
        `${KILLS} kills: ${made.length} keys made, ${deleted.length} deleted, ${unknown.size + perhapsDeleted.length} never answered; a right answer again after: ${times.join("; ")}\n`,
      );
    }, PATIENCE);
    afterAll(async () => {
      await Promise.all([server?.stop(), gateway?.stop()]);
      await place?.drop();
    });

    test("everything acknowledged is in the database, and nothing is half done", async () => {
      const keys = await all<Found>(server, "apiKeys", "id name tokens { status }");
      const there = new Set(keys.map(({ id }) => id));
      expect(history.made.filter(({ id }) => !there.has(id))).toEqual([]);
      expect(history.deleted.filter(({ id }) => there.has(id))).toEqual([]);
      expect(keys.filter(({ tokens }) => tokens.length !== 1)).toEqual([]);
      const asked = new Set([...history.made, ...history.perhapsDeleted].map(({ id }) => id));
      const [byAsking, others] = [[] as string[], [] as string[]];
      for (const { id, name } of keys) {
        if (asked.has(id) || history.unknown.has(name)) byAsking.push(id);
        else others.push(name);
      }
      expect(others).toEqual(["Default"]);

      const events = await all<Event>(server, "auditEvents", "action subjectId");
      const eventsOf = (action: string) =>
        events.filter((event) => event.action === action).map(({ subjectId }) => subjectId);
      const gone = [...history.deleted, ...history.perhapsDeleted.filter(({ id }) => !there.has(id))];
      const goneIds = gone.map(({ id }) => id);
      expect(eventsOf("apiKey.created").sort()).toEqual([...byAsking, ...goneIds].sort());
      expect(eventsOf("apiKey.deleted").sort()).toEqual(goneIds.sort());
    });

    test("the chain of events is whole", async () => {
      const env = { PATH: process.env.PATH, DATABASE_URL: place.url };
      const command = [join(ROOT, "apps/server/dist/main.js"), "audit", "verify"];
      const { stdout } = await promisify(execFile)(process.execPath, command, { env });
      expect(stdout).toMatch(/^The audit is as it was written/);
    });

    test("the gateway judges by what was acknowledged", async () => {
      const answers = (pairs: readonly Pair[]) =>
        Promise.all(pairs.map(async ({ key, token }) => (await gateway.ask(basic(key, token))).status));
      await vi.waitFor(async () => {
        expect(await answers(history.made)).toEqual(history.made.map(() => 200));
        expect(await answers(history.deleted)).toEqual(history.deleted.map(() => 401));
      }, SOON);
    });
  },
);
