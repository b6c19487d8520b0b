import "reflect-metadata";
import { Span } from "@latchkey/enforcement";
import { createEnforcer, type Enforcer } from "@latchkey/enforcer";
import { MoreThan } from "typeorm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Account } from "../accounts/account.entity.js";
import { AccessScope, AddressScope, ApiKey, Environment } from "../keys/api-key.entity.js";
import { change, INSTALLATION } from "./change.js";
import { type Database, openDatabase } from "./database.js";
import { newId } from "./ids.js";
import { MARKS, Revision } from "./revision.entity.js";
import { createTestDatabase, type TestDatabase } from "./testing/database.js";

const NOW = new Date("2026-03-01T12:00:00.000Z");
const clock = { now: () => NOW.getTime(), monotonic: () => 0 };
const KEY = {
  note: null,
  environment: Environment.PRODUCTION,
  labels: [],
  isDefault: false,
  disabled: false,
  createdAt: NOW,
  createdById: null,
  holderId: null,
  expiresAt: null,
  accessScope: AccessScope.ALL_APIS,
  addressScope: AddressScope.ANY_ADDRESS,
  version: 1,
  deletedAt: null,
  revision: 0,
};

let test: TestDatabase;
/** What a second server would write through. SQLite's writers are one queue, whichever process they are in. */
let other: Database;
let gateway: Enforcer;
beforeAll(async () => {
  test = await createTestDatabase();
  other = test.url.startsWith("mysql:") ? await openDatabase(test.url) : test.database;
});
afterAll(async () => {
  if (other !== test.database) await other.close();
  await test.drop();
});
beforeEach(async () => {
  // It looks for changes when it is told to.
  gateway = await createEnforcer({ databaseUrl: test.url, pollMilliseconds: 3_600_000 });
  await gateway.ready;
});
afterEach(() => gateway.close());

/** Makes an account, with a key of the same text, in a change that, its revision taken, waits for `beforeCommit`. */
async function makeAccount(
  database: Database,
  beforeCommit: () => Promise<void> = async () => {},
  id = newId("acc", NOW),
) {
  const slow: Database = {
    ...database,
    write: (work) =>
      database.write(async (manager) => {
        const done = await work(manager);
        await beforeCommit();
        return done;
      }),
  };
  const { revision } = await change(
    { database: slow, clock },
    null,
    INSTALLATION,
    async ({ manager, touch }) => {
      await manager.insert(Account, { id, sid: id, name: id, suspended: false, createdAt: NOW, revision: 0 });
      await manager.insert(ApiKey, { ...KEY, id, accountId: id, key: id, name: id, liveName: id });
      touch(Account, id);
      touch(ApiKey, id);
    },
  );
  return { id, revision };
}

const knows = ({ id }: { id: string }) => gateway.rules().findKey(Span.of(id))?.account !== undefined;

describe("a change that took its revision early and commits late", () => {
  it("keeps a later one from becoming visible before it, and a gateway that looks meanwhile misses neither", async () => {
    const known = gateway.status().revision ?? 0;
    let taken = () => {};
    let commit = () => {};
    const isTaken = new Promise<void>((resolve) => {
      taken = resolve;
    });
    const mayCommit = new Promise<void>((resolve) => {
      commit = resolve;
    });
    const ended: string[] = [];
    const early = makeAccount(test.database, () => {
      taken();
      return mayCommit;
    });
    void early.then(() => ended.push("early"));
    await isTaken;
    const late = makeAccount(other);
    void late.then(() => ended.push("late"));
    for (let look = 0; look < 10; look++) {
      await gateway.pull();
      expect(gateway.status().revision).toBe(known);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    expect(ended).toEqual([]);

    commit();
    const [first, second] = await Promise.all([early, late]);
    expect(ended).toEqual(["early", "late"]);
    expect([first.revision, second.revision]).toEqual([known + 1, known + 2]);
    await gateway.pull();
    expect([knows(first), knows(second)]).toEqual([true, true]);
  });

  it("is known with its revision and every later one, whatever the order in which forty of them could commit", async () => {
    const ids = Array.from({ length: 40 }, () => newId("acc", NOW));
    const looks: { revision: number; known: Set<string> }[] = [];
    let isOver = false;
    const look = async () => {
      await gateway.pull();
      looks.push({
        revision: gateway.status().revision ?? 0,
        known: new Set(ids.filter((id) => knows({ id }))),
      });
      await new Promise((resolve) => setTimeout(resolve, 2));
    };
    const looking = (async () => {
      while (!isOver) await look();
    })();
    const pause = () => new Promise<void>((resolve) => setTimeout(resolve, Math.random() * 15));
    const made = await Promise.all(
      ids.map(async (id, at) => {
        await pause();
        return makeAccount(at % 2 ? other : test.database, pause, id);
      }),
    );
    isOver = true;
    await looking;
    await look();
    expect(looks.at(-1)?.known.size).toBe(40);
    for (const { revision, known } of looks) {
      expect(known).toEqual(new Set(made.filter((one) => one.revision <= revision).map(({ id }) => id)));
    }
  });
});

describe("a database that was restored, or whose replica took over without the newest changes", () => {
  it("gives out the same revisions again, and a gateway that knows the lost ones judges by the new ones alone", async () => {
    const { manager } = test.database.writer;
    for (const further of [0, 2]) {
      const before = await manager.find(Revision);
      const lost = await makeAccount(test.database);
      await gateway.pull();
      expect(knows(lost)).toBe(true);

      await manager.delete(ApiKey, { id: lost.id });
      await manager.delete(Account, { id: lost.id });
      await manager.clear(Revision);
      await manager.insert(Revision, before);
      const made = [await makeAccount(other)];
      for (let at = 0; at < further; at++) made.push(await makeAccount(other));
      expect(made[0]?.revision).toBe(lost.revision);
      await gateway.pull();
      expect([lost, ...made].map(knows)).toEqual([false, ...made.map(() => true)]);
    }
  });
});

describe("changes", () => {
  it("leave no more marks than a gateway may be behind", async () => {
    const { manager } = test.database.writer;
    await manager.update(Revision, { id: 1 }, { value: MARKS * 7 - 2 });
    for (let at = 0; at < 3; at++) await makeAccount(test.database);
    const marks = await manager.find(Revision, { where: { id: MoreThan(1) }, order: { id: "ASC" } });
    expect(marks.at(0)).toMatchObject({ id: 2, value: MARKS * 7 });
    expect(marks.at(-1)).toMatchObject({ id: MARKS + 1, value: MARKS * 7 - 1 });
    expect(new Set(marks.map(({ mark }) => mark)).size).toBe(marks.length);
  });
});

describe("an announcement", () => {
  it("follows the commit of a change that gateways must learn of, with its revision", async () => {
    const announced: number[] = [];
    const database = { ...test.database, announce: (revision: number) => void announced.push(revision) };
    const { revision } = await makeAccount(database, async () => expect(announced).toEqual([]));
    expect(announced).toEqual([revision]);
  });

  it("is not made of a change that is undone, or that concerns no gateway", async () => {
    const announced: number[] = [];
    const database = { ...test.database, announce: (revision: number) => void announced.push(revision) };
    await makeAccount(database, () => Promise.reject(new Error("undone"))).catch(() => undefined);
    await change({ database, clock }, null, INSTALLATION, async () => undefined);
    expect(announced).toEqual([]);
  });
});
