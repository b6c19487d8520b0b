import "reflect-metadata";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { change, INSTALLATION } from "../database/change.js";
import { type Database, openDatabase } from "../database/database.js";
import { createTestDatabase, type TestDatabase } from "../database/testing/database.js";
import { AuditChain } from "./audit-chain.entity.js";
import { AuditEvent } from "./audit-event.entity.js";
import { linkHash } from "./chain.js";
import { verifyAudit } from "./verify.js";

const NOW = new Date("2026-03-01T12:00:00.000Z");
const ACCOUNT = "acc_00000000000000000000000a";

/** What SQLite keeps where an integer belongs; MySQL keeps none of it. */
const NO_PLACES = process.env.TEST_DATABASE === "mysql" ? [] : ["2.5", "'2x'", "X'32'", "1e300"];

const clock = { now: () => NOW.getTime(), monotonic: () => 0 };

let test: TestDatabase;
beforeEach(async () => {
  test = await createTestDatabase();
});
afterEach(() => test.drop());

const write = (summary: string, accountId: string | null = ACCOUNT, database: Database = test.database) =>
  change({ database, clock }, accountId, INSTALLATION, async ({ audit }) =>
    audit({ action: "test.done", subjectId: "key_1", summary }),
  );
async function writeAll(count: number, accountId: string | null = ACCOUNT): Promise<void> {
  for (let number = 1; number <= count; number++) await write(`Number ${number}`, accountId);
}

/** What is wrong, each with the event's number as it was written. */
async function breaches(): Promise<string[]> {
  const { manager } = test.database.reader;
  const found: string[] = [];
  await verifyAudit(manager, ({ event, what }) => found.push(event === null ? what : `${event} ${what}`));
  return found;
}
const eventOf = (position: number) =>
  test.database.writer.manager.findOneByOrFail(AuditEvent, { accountId: ACCOUNT, position });
/** As somebody does who has the database, and not the program. */
const tamper = (sql: string, values: unknown[] = []) => test.database.writer.query(sql, values);

describe("an audit that nobody touched", () => {
  it("is as it was written, in a chain for each account and one for the installation", async () => {
    await writeAll(3);
    await writeAll(2, "acc_other");
    await writeAll(1, null);
    const { manager } = test.database.reader;
    const told: unknown[] = [];
    expect(await verifyAudit(manager, (breach) => told.push(breach))).toEqual({ chains: 3, events: 6 });
    expect(told).toEqual([]);
    expect((await eventOf(3)).summary).toBe("Number 3");
  });

  it("is as it was written when many wrote at once, also through two servers, and some were undone", async () => {
    const other = test.url.startsWith("mysql:") ? await openDatabase(test.url) : test.database;
    const undone = () =>
      change({ database: test.database, clock }, ACCOUNT, INSTALLATION, async ({ audit }) => {
        audit({ action: "test.undone", subjectId: null, summary: "" });
        throw new Error("undone");
      }).catch(() => undefined);
    await Promise.all(
      Array.from({ length: 20 }, (_, at) => [
        write(`One ${at}`),
        write(`Other ${at}`, ACCOUNT, other),
        undone(),
      ]).flat(),
    );
    if (other !== test.database) await other.close();
    const { manager } = test.database.reader;
    const told: unknown[] = [];
    expect(await verifyAudit(manager, (breach) => told.push(breach))).toEqual({ chains: 1, events: 40 });
    expect(told).toEqual([]);
  });

  it("is so whatever stands in it, and in more rows than are read at once", async () => {
    await write('Key "😀 \u00e9 \\ \n " was made. ');
    await writeAll(1_100);
    expect(await breaches()).toEqual([]);
  }, 120_000);
});

describe("a row that was", () => {
  let ids: string[];
  beforeEach(async () => {
    await writeAll(5);
    await writeAll(2, null);
    ids = [];
    for (let position = 1; position <= 5; position++) ids.push((await eventOf(position)).id);
  });

  const changed = (number: number) =>
    `${ids[number - 1]} (number ${number}) or what stands before it was changed`;

  it.each([
    ["summary", "Nothing happened"],
    ["summary", "Number 3 "],
    ["action", "test.undone"],
    ["at", NOW.getTime() + 1],
    ["actorUserId", "usr_other"],
    ["actorApiKey", "lk_other"],
    ["address", "192.0.2.1"],
    ["subjectId", "key_other"],
    // Which hides it where one looks for what was done to this.
    ["subjectId", "key_1\u0003"],
    ["hash", "0".repeat(64)],
    ["hash", null],
  ])("edited is named: its %s is %j", async (column, value) => {
    await tamper(`UPDATE \`audit_event\` SET \`${column}\` = ? WHERE \`id\` = ?`, [value, ids[2]]);
    const told = await breaches();
    expect(told[0]).toBe(changed(3));
    // Whoever edits a hash breaks the link to the next.
    expect(told.slice(1)).toEqual(column === "hash" ? [changed(4)] : []);
  });

  it("edited, with a new hash of its own, is found by what follows it", async () => {
    const event = await eventOf(3);
    const before = await eventOf(2);
    const hash = linkHash(before.hash ?? "", { ...event, position: 3, summary: "Nothing" });
    await tamper("UPDATE `audit_event` SET `summary` = 'Nothing', `hash` = ? WHERE `id` = ?", [hash, ids[2]]);
    expect(await breaches()).toEqual([changed(4)]);
  });

  it("edited, with a new hash of its own, is found by the chain's end where it is the last", async () => {
    const event = await eventOf(5);
    const before = await eventOf(4);
    const hash = linkHash(before.hash ?? "", { ...event, position: 5, summary: "Nothing" });
    await tamper("UPDATE `audit_event` SET `summary` = 'Nothing', `hash` = ? WHERE `id` = ?", [hash, ids[4]]);
    expect(await breaches()).toEqual([`${ids[4]} (number 5) is not the one that was written last`]);
  });

  it.each([1, 3, 5])("deleted is named: number %i", async (number) => {
    await tamper("DELETE FROM `audit_event` WHERE `id` = ?", [ids[number - 1]]);
    expect(await breaches()).toEqual([`number ${number} is missing`]);
  });

  it("swapped with another is named, with the other", async () => {
    const [two, four] = [await eventOf(2), await eventOf(4)];
    for (const [event, other] of [
      [two, four],
      [four, two],
    ] as const)
      await tamper("UPDATE `audit_event` SET `summary` = ? WHERE `id` = ?", [other.summary, event.id]);
    expect(await breaches()).toEqual([changed(2), changed(4)]);
  });

  it("given another's number, with its hash, is named", async () => {
    for (const [position, id] of [
      [2, ids[3]],
      [4, ids[1]],
    ])
      await tamper("UPDATE `audit_event` SET `position` = ? WHERE `id` = ?", [position, id]);
    const told = await breaches();
    expect(told).toContain(`${ids[3]} (number 2) or what stands before it was changed`);
    expect(told).toContain(`${ids[1]} (number 4) or what stands before it was changed`);
  });

  it("cut off with all that follows is named", async () => {
    await tamper("DELETE FROM `audit_event` WHERE `accountId` = ? AND `position` > 3", [ACCOUNT]);
    expect(await breaches()).toEqual(["numbers 4 to 5 are missing"]);
    await tamper("DELETE FROM `audit_event` WHERE `accountId` = ?", [ACCOUNT]);
    expect(await breaches()).toEqual(["numbers 1 to 5 are missing"]);
  });

  it("added is named, with a number or without", async () => {
    const { manager } = test.database.writer;
    const event = await eventOf(5);
    await manager.insert(AuditEvent, { ...event, id: "evt_none", position: null, hash: null });
    await manager.insert(AuditEvent, { ...event, id: "evt_twice" });
    const next = { ...event, id: "evt_next", position: 6 };
    await manager.insert(AuditEvent, { ...next, hash: linkHash(event.hash ?? "", next) });
    expect((await breaches()).sort()).toEqual([
      "evt_none has no place in the chain",
      `${event.id < "evt_twice" ? "evt_twice" : event.id} has a number, 5, that is not its own`,
      "number 6 stands behind the end",
    ]);
  });

  it("moved to another account is named in both chains", async () => {
    await tamper("UPDATE `audit_event` SET `accountId` = 'acc_other' WHERE `id` = ?", [ids[4]]);
    const told = await breaches();
    expect(told).toContain("number 5 is missing");
    expect(told).toContain("number 5 stands behind the end");
  });

  it.each(NO_PLACES)("given a place that is none is named: %s", async (position) => {
    await tamper(`UPDATE \`audit_event\` SET \`position\` = ${position} WHERE \`id\` = ?`, [ids[1]]);
    const told = await breaches();
    expect(told).toContain("number 2 is missing");
    expect(told).toContainEqual(expect.stringMatching(`^${ids[1]} has a number, .*, that is not its own$`));
    await tamper("UPDATE `audit_chain` SET `length` = 'five'");
    expect(await breaches()).toContain("numbers can't be counted: the chain's end holds none");
  });

  it("left without its chain's end is named", async () => {
    await test.database.writer.manager.delete(AuditChain, { id: ACCOUNT });
    expect(await breaches()).toEqual(["number 5 stands behind the end"]);
  });
});
