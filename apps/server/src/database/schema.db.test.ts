import "reflect-metadata";
import { In } from "typeorm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Account } from "../accounts/account.entity.js";
import { ACTS_IN_WORDS } from "../audit/acts-in-words.js";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { TOPIC_OF_ACTION } from "../audit/audit-topic.js";
import { Permission } from "../permissions/permission.entity.js";
import type { Database } from "./database.js";
import { entities } from "./entities.js";
import { createNewlyMigrated, type TestDatabase } from "./testing/database.js";

let test: TestDatabase;
let database: Database;
beforeAll(async () => {
  test = await createNewlyMigrated();
  database = test.database;
});
afterAll(() => test.drop());

describe("what the migrations make is what the entities expect", () => {
  it.each(entities.map((entity) => [entity.name, entity] as const))("%s", async (_name, entity) => {
    const { driver } = database.writer;
    const { tableName, columns } = database.writer.getMetadata(entity);
    const runner = database.writer.createQueryRunner();
    const table = await runner.getTable(tableName);
    await runner.release();
    const expected = columns.map((column) => ({
      name: column.databaseName,
      type: nameOf(driver.normalizeType(column)),
      length: column.length,
      nullable: column.isNullable,
      primary: column.isPrimary,
    }));
    const found = table?.columns.map(({ name, type, length, isNullable, isPrimary }) => ({
      name,
      type: nameOf(type),
      length: length ?? "",
      nullable: isNullable,
      primary: isPrimary,
    }));
    expect(byName(found ?? [])).toEqual(byName(expected));
  });

  it.each([
    [
      "what was done to one thing, which every key's page asks for",
      "audit_event",
      ["accountId", "subjectId", "id"],
    ],
    ["what one person did, who is one of many actors", "audit_event", ["accountId", "actorUserId", "id"]],
    ["what a key did, which is one of many", "audit_event", ["accountId", "actorApiKey", "id"]],
    ["what is about a topic that few events are about", "audit_event", ["accountId", "topic", "id"]],
    ["a denied call by its request id, of all that are kept", "denial", ["requestId"]],
    ["keys that end soon, which are looked for once a minute", "api_key", ["expiresAt"]],
  ])("has an index for %s, however much there is", async (_what, name, columns) => {
    const runner = database.writer.createQueryRunner();
    const table = await runner.getTable(name);
    await runner.release();
    expect(table?.indices.map(({ columnNames }) => columnNames)).toContainEqual(columns);
  });

  it("derives the topic of an event as it is declared", async () => {
    const { manager } = database.writer;
    const subjects = [...TOPIC_OF_ACTION.matchAll(/WHEN '(\w+)' THEN/g)].map(
      ([, subject]) => `${subject}.done`,
    );
    const refused = Object.keys(ACTS_IN_WORDS).map((mutation) => `${mutation}.refused`);
    const rest = { accountId: null, actorUserId: null, actorApiKey: null, address: null, subjectId: null };
    await manager.insert(
      AuditEvent,
      [...subjects, ...refused, "user.renamed"].map((action, at) => ({
        id: `evt_${at}`,
        action,
        at: new Date(0),
        summary: "It was done.",
        position: null,
        hash: null,
        ...rest,
      })),
    );
    const topics = await manager.query(
      `SELECT DISTINCT COALESCE(\`topic\`, 'none') AS \`topic\`, COALESCE(${TOPIC_OF_ACTION}, 'none') AS \`declared\` FROM \`audit_event\``,
    );
    const each = (topic: string) => ({ topic, declared: topic });
    expect(topics).toHaveLength(5);
    expect(topics).toEqual(
      expect.arrayContaining(["KEYS", "LIMITS", "ACCOUNT", "REFUSED", "none"].map(each)),
    );
  });

  it("compares text exactly, letter case and accents included", async () => {
    const { writer } = database;
    await writer.query(
      "INSERT INTO `permission` (`apiKeyId`, `code`) VALUES ('k', 'a'), ('k', 'A'), ('k', 'á')",
    );
    const rows = await writer.query("SELECT `code` FROM `permission` WHERE `code` = 'A'");
    expect(rows).toHaveLength(1);
  });

  it("compares text exactly, spaces at its end included", async () => {
    const { manager } = database.writer;
    const codes = ["b", "b ", "b  ", "b\u0003", "b \u0003"];
    await manager.insert(
      Permission,
      codes.map((code) => ({ apiKeyId: "k", code })),
    );
    for (const code of codes)
      expect(await manager.findBy(Permission, { apiKeyId: "k", code })).toEqual([{ apiKeyId: "k", code }]);
    expect(await manager.countBy(Permission, { code: In(codes.slice(1, 3)) })).toBe(2);
    await manager.insert(Account, {
      id: "acc",
      sid: "demo",
      name: "",
      suspended: false,
      createdAt: new Date(0),
      revision: 0,
    });
    for (const sid of ["demo ", "demo\u0003"]) expect(await manager.findOneBy(Account, { sid })).toBeNull();
    for (const id of ["acc ", "acc\u0003"]) expect(await manager.findOneBy(Account, { id })).toBeNull();
  });
});

function byName<T extends { name: string }>(columns: T[]): T[] {
  return [...columns].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** SQLite takes both words for the same. */
const nameOf = (type: string) => (type === "integer" ? "int" : type);
