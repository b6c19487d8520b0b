import "reflect-metadata";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { openDatabase } from "../database/database.js";
import { Revision } from "../database/revision.entity.js";
import { createTestDatabase, type TestDatabase } from "../database/testing/database.js";
import { Permission } from "../permissions/permission.entity.js";
import { Api } from "./api.entity.js";
import { catalogueDocument } from "./catalogue-document.js";
import { type CatalogueContent, contentOf } from "./check-catalogue.js";
import { Operation } from "./operation.entity.js";
import { synchronise } from "./synchronise.js";
import { documentOf, operation, tag } from "./testing/document.js";

const clock = { now: () => 1_800_000_000_000, monotonic: () => 0 };

let test: TestDatabase;
beforeEach(async () => {
  test = await createTestDatabase();
});
afterEach(() => test.drop());

/** A catalogue of Apis with their operations and limits. */
function content(apis: Record<string, { limit?: number; operations: string[] }>): CatalogueContent {
  const tags = Object.entries(apis).map(([code, { limit }]) =>
    tag(code, limit === undefined ? {} : { limit }),
  );
  const paths = Object.entries(apis).flatMap(([code, { operations }]) =>
    operations.map((name) => [`/v1/Accounts/{sid}/${name}`, { get: operation(name, code) }] as const),
  );
  return contentOf(catalogueDocument.parse(documentOf(tags, Object.fromEntries(paths))));
}

const fileOf = (wanted: CatalogueContent, validate = async () => {}) => ({
  file: "catalogue.yaml",
  content: wanted,
  validate,
});
const run = (wanted: CatalogueContent) => synchronise({ database: test.database, clock }, fileOf(wanted));
const apis = () => test.database.reader.manager.find(Api, { order: { code: "ASC" } });
const operations = () => test.database.reader.manager.find(Operation, { order: { code: "ASC" } });
const revision = async () => (await test.database.reader.manager.findOneByOrFail(Revision, { id: 1 })).value;
const summaries = async () =>
  (await test.database.reader.manager.find(AuditEvent, { order: { position: "ASC" } })).map(
    ({ summary }) => summary,
  );

const SMS = { sms: { limit: 200, operations: ["sms.list", "sms.send"] } };

describe("a new catalogue", () => {
  it("is written in one change, with one audit event", async () => {
    await run(content(SMS));
    expect(await apis()).toMatchObject([
      { code: "sms", catalogueLimit: 200, operatorLimit: null, retiredAt: null, revision: 1 },
    ]);
    expect(await operations()).toMatchObject([
      { code: "sms.list", apiCode: "sms", position: 0, accountScoped: true, revision: 1 },
      { code: "sms.send", apiCode: "sms", position: 1, accountScoped: true, revision: 1 },
    ]);
    expect(await summaries()).toEqual(["Apis: 1 added (sms); operations: 2 added (sms.list, sms.send)"]);
  });

  it("is written once by two servers that start together", async () => {
    const other = await openDatabase(test.url);
    const mine = run(content(SMS));
    const theirs = synchronise({ database: other, clock }, fileOf(content(SMS)));
    await Promise.all([mine, theirs]);
    await other.close();
    expect(await summaries()).toHaveLength(1);
  });

  it("is not written when the document is not valid", async () => {
    const validate = () => Promise.reject(new Error("not valid"));
    await expect(
      synchronise({ database: test.database, clock }, fileOf(content(SMS), validate)),
    ).rejects.toThrow("not valid");
    expect(await apis()).toEqual([]);
  });
});

describe("a catalogue that has not changed", () => {
  it("writes nothing and uses no revision", async () => {
    await run(content(SMS));
    const before = [await revision(), await summaries()];
    await run(content(SMS));
    expect([await revision(), await summaries()]).toEqual(before);
  });
});

describe("a changed catalogue", () => {
  it("touches what has changed and nothing else", async () => {
    await run(content(SMS));
    await run(content({ sms: { limit: 300, operations: ["sms.list", "sms.send"] } }));
    expect((await apis()).map((api) => [api.catalogueLimit, api.revision])).toEqual([[300, 2]]);
    expect((await operations()).map((row) => row.revision)).toEqual([1, 1]);
  });

  it("retires what is gone, and keeps what keys were granted and operators set", async () => {
    const { manager } = test.database.writer;
    await run(content({ ...SMS, voice: { operations: ["voice.call"] } }));
    await manager.insert(Permission, { apiKeyId: "key_1", code: "voice.call" });
    await manager.update(Api, { code: "voice" }, { operatorLimit: 77 });
    await run(content(SMS));
    expect((await apis())[1]).toMatchObject({
      code: "voice",
      operatorLimit: 77,
      retiredAt: new Date(clock.now()),
      revision: 2,
    });
    expect((await operations())[2]).toMatchObject({
      code: "voice.call",
      retiredAt: new Date(clock.now()),
      revision: 2,
    });
    expect(await manager.countBy(Permission, { code: "voice.call" })).toBe(1);
    await run(content({ ...SMS, voice: { operations: ["voice.call"] } }));
    expect((await apis())[1]).toMatchObject({
      code: "voice",
      operatorLimit: 77,
      retiredAt: null,
      revision: 3,
    });
    expect((await operations())[2]).toMatchObject({ code: "voice.call", retiredAt: null, revision: 3 });
  });
});

describe("the audit of a changed catalogue", () => {
  const THREE = ["sms.list", "sms.read", "sms.send"];
  const wordsAfter = async (...catalogues: Parameters<typeof content>[0][]) => {
    for (const wanted of catalogues) await run(content(wanted));
    return (await summaries()).at(-1);
  };

  it("names what was put in between, not all below it", async () => {
    const words = await wordsAfter(SMS, {
      first: { operations: ["first"] },
      sms: { limit: 200, operations: THREE },
    });
    expect(words).toBe("Apis: 1 added (first); operations: 2 added (first, sms.read)");
    expect((await operations()).map(({ position }) => position)).toEqual([0, 1, 2, 3]);
  });

  it("says that the order was changed where nothing else was", async () => {
    const words = await wordsAfter(SMS, { sms: { limit: 200, operations: ["sms.send", "sms.list"] } });
    expect(words).toBe("The order of the catalogue was changed");
    expect(await operations()).toMatchObject([
      { code: "sms.list", position: 1 },
      { code: "sms.send", position: 0 },
    ]);
  });

  it("tells what came back from what was changed", async () => {
    const words = await wordsAfter(
      { sms: { operations: THREE } },
      { sms: { operations: ["sms.list"] } },
      { sms: { limit: 300, operations: ["sms.list", "sms.send"] } },
    );
    expect(words).toBe("Apis: 1 changed (sms); operations: 1 restored (sms.send)");
  });
});

describe("a code that keys may hold", () => {
  const before = { sms: { operations: ["sms.list", "reports"] } };

  it.each<[string, Parameters<typeof content>[0], string]>([
    [
      "of an operation is not given to an Api",
      { sms: { operations: ["sms.list"] }, reports: { operations: ["reports.delete"] } },
      "the tag reports uses the code of an operation",
    ],
    [
      "of an Api is not given to an operation",
      { voice: { operations: ["sms"] } },
      "sms uses the code of an Api",
    ],
  ])("%s, also once it is retired", async (_, after, problem) => {
    await run(content(before));
    const refused = `CATALOGUE catalogue.yaml: ${problem} that was in the catalogue, which keys may still hold.`;
    await expect(run(content(after))).rejects.toThrow(refused);
    await run(content({ other: { operations: ["other.list"] } }));
    await expect(run(content(after))).rejects.toThrow(refused);
    expect((await apis()).map(({ code }) => code)).toEqual(["other", "sms"]);
  });
});
