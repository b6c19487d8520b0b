import type { QueryRunner } from "typeorm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { createWorld, type World } from "../graphql/testing/world.js";
import { AuditEvent } from "./audit-event.entity.js";

/** Enough that no database reads them all when it has another way. */
const EVENTS = 4_000;

let world: World;
beforeAll(async () => {
  world = await createWorld();
  const { database, alpha } = world;
  await database.write(async (manager) => {
    for (let start = 0; start < EVENTS; start += 500)
      await manager.insert(
        AuditEvent,
        Array.from({ length: 500 }, (_, at) => event(alpha.id, start + at)),
      );
  });
  const isMysql = database.writer.options.type === "mysql";
  if (isMysql) await database.writer.query("ANALYZE TABLE `audit_event`");
});
afterAll(() => world.close());

/** Nearly all is what one script does with its keys. */
function event(accountId: string, number: number) {
  const [action, actorApiKey] =
    number < 3 ? ["throttleGrant.ended", null] : ["apiKey.updated", number < 6 ? "lk_rare" : "lk_busy"];
  return {
    id: `evt_${String(number).padStart(24, "0")}`,
    at: new Date(number),
    accountId,
    action,
    actorApiKey,
    position: number + 1,
    actorUserId: null,
    address: null,
    subjectId: `key_${number % 7}`,
    summary: "It was done.",
    hash: "",
  };
}

/** Lists events, and gives how many there are, by which index the database finds them, and whether it must sort what it has found. */
async function listed(args: string) {
  const { reader } = world.database;
  const runner: QueryRunner = Object.getPrototypeOf(reader.createQueryRunner());
  const query = vi.spyOn(runner, "query");
  const selection = `{ account { auditEvents(${args}) { nodes { id } } } }`;
  const { data } = await world.ask(Role.VIEWER, selection);
  const sent = query.mock.calls.filter(([sql]) => /FROM .audit_event./.test(sql));
  query.mockRestore();
  const isMysql = reader.options.type === "mysql";
  const plans = await Promise.all(
    sent.map(([sql, values]) => reader.query(`EXPLAIN ${isMysql ? "" : "QUERY PLAN "}${sql}`, values)),
  );
  // MariaDB gives columns, the newer versions of MySQL one text.
  const steps = plans.flat().map((step) => step.detail ?? step.EXPLAIN ?? `${step.key} ${step.Extra}`);
  const by = steps.flatMap(
    (step) => step.match(/audit_events_\w+|PRIMARY|filesort|Sort:|TEMP B-TREE/g) ?? "nothing",
  );
  return { found: data.account.auditEvents.nodes.length, by, statements: sent.map(([sql]) => sql) };
}

describe("of an account with many events", () => {
  it.each([
    ["a topic that few are about", "topics: [LIMITS]", 3, "audit_events_of_topic"],
    ["a key that did little", 'actorId: "lk_rare"', 3, "audit_events_by_key"],
    ["one thing, about keys as most are,", 'subjectId: "key_5", topics: [KEYS]', 25, "audit_events_about"],
  ])("those of %s are found by an index, in their order", async (_, args, found, index) => {
    expect(await listed(args)).toMatchObject({ found, by: [index] });
  });

  it.each([
    ["a topic that most are about", "topics: [KEYS]"],
    ["a key that did most", 'actorId: "lk_busy"'],
  ])("those of %s are found in their order", async (_, args) => {
    const { found, by } = await listed(args);
    expect(found).toBe(25);
    // MariaDB may take them as they lie: by id.
    expect(by).toEqual([expect.stringMatching(/^audit_events_|^PRIMARY$/)]);
  });

  it("whether any stand before a page is asked without NOT, for which SQLite reads them all", async () => {
    const after = Buffer.from(event("", EVENTS - 9).id).toString("base64url");
    const { found, statements } = await listed(`topics: [KEYS], after: "${after}"`);
    expect(found).toBe(25);
    expect(statements.join()).toContain(">= ");
    expect(statements.join()).not.toContain("NOT (");
  });
});
