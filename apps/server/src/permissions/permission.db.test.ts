import { In } from "typeorm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { Operation } from "../catalogue/operation.entity.js";
import { insertAll } from "../database/insert-all.js";
import { createWorld, type Who, type World } from "../graphql/testing/world.js";
import { Permission } from "./permission.entity.js";

const WHOLE = "apiKey { accessScope permissions version } errors { code path }";

let world: World;
let id: string;
let count = 0;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  const permissions = { scope: "SELECTED_APIS", codes: ["sms.list"] };
  const input = { name: `key ${count++}`, permissions };
  id = (await world.act(Role.OWNER, "createApiKey", input, "apiKey { id }")).apiKey.id;
});

const set = (scope: string, codes?: string[] | null, who: Who = Role.OWNER) =>
  world.act(who, "setPermissions", { id, permissions: { scope, codes } }, WHOLE);
const stored = async () =>
  (
    await world.ask(
      Role.OWNER,
      "query ($id: ID!) { account { apiKey(id: $id) { accessScope permissions version } } }",
      { id },
    )
  ).data.account.apiKey;

describe("setPermissions", () => {
  it("replaces what was granted, sorted and without duplicates", async () => {
    expect(await set("SELECTED_APIS", ["voice", "sms.send", "voice"])).toEqual({
      apiKey: { accessScope: "SELECTED_APIS", permissions: ["sms.send", "voice"], version: 2 },
      errors: [],
    });
  });

  it("takes a missing list as an empty one", async () => {
    expect((await set("SELECTED_APIS", null)).apiKey.permissions).toEqual([]);
    expect((await set("ALL_APIS")).apiKey).toMatchObject({ accessScope: "ALL_APIS", permissions: [] });
  });

  it("lets owners and admins put access-control beside all APIs", async () => {
    expect((await set("ALL_APIS", ["access-control.read"], Role.ADMIN)).apiKey).toMatchObject({
      accessScope: "ALL_APIS",
      permissions: ["access-control.read"],
    });
  });

  it("lets a key keep a code that the catalogue has retired, and nobody else get it", async () => {
    const retire = (retiredAt: Date | null) =>
      world.database.write((manager) => manager.update(Operation, { code: "sms.list" }, { retiredAt }));
    await retire(new Date(world.clock.at));
    expect((await set("SELECTED_APIS", ["voice", "sms.list"])).errors).toEqual([]);
    await set("SELECTED_APIS", []);
    expect((await set("SELECTED_APIS", ["sms.list"])).errors).toEqual([
      { code: "UNKNOWN_PERMISSION", path: ["permissions", "codes", "0"] },
    ]);
    await retire(null);
  });
});

describe("UNKNOWN_PERMISSION", () => {
  it.each([
    ["sms", "nothing"],
    ["voice", "SMS"],
    ["voice", "sms.send "],
  ])("refuses %s with %s, and stores nothing", async (...codes) => {
    expect((await set("SELECTED_APIS", codes)).errors).toEqual([
      { code: "UNKNOWN_PERMISSION", path: ["permissions", "codes", "1"] },
    ]);
    expect(await stored()).toEqual({ accessScope: "SELECTED_APIS", permissions: ["sms.list"], version: 1 });
  });
});

describe("more codes than there are", () => {
  const many = Array.from({ length: 35_000 }, (_, at) => `no.${at}`);

  it("are UNKNOWN_PERMISSION, and the first hundred are named", async () => {
    const { apiKey, errors } = await set("SELECTED_APIS", ["sms", ...many]);
    expect(apiKey).toBeNull();
    expect(errors).toHaveLength(100);
    expect(errors[0]).toEqual({ code: "UNKNOWN_PERMISSION", path: ["permissions", "codes", "1"] });
  });

  it("are refused in a preview, too", async () => {
    const reply = await world.ask(
      Role.VIEWER,
      "query ($input: PreviewAccessChangeInput!) { previewAccessChange(input: $input) { denied } }",
      { input: { apiKeyId: id, permissions: { scope: "SELECTED_APIS", codes: many } } },
    );
    expect([reply.status, reply.errors[0]?.message]).toEqual([
      400,
      '"permissions.codes.0": There is no such permission.',
    ]);
  });

  it("are taken where they are one code many times", async () => {
    const codes = Array.from({ length: 35_000 }, () => "sms");
    expect((await set("SELECTED_APIS", codes)).apiKey.permissions).toEqual(["sms"]);
  });
});

describe("a thousand codes of the catalogue", () => {
  const operations = Array.from({ length: 1_000 }, (_, at) => ({
    code: `sms.${"x".repeat(90)}${String(at).padStart(4, "0")}`,
    apiCode: "sms",
    position: 10 + at,
    method: "GET",
    path: `/v1/Accounts/{sid}/x${at}`,
    summary: "",
    accountScoped: true,
    retiredAt: null,
    revision: 0,
  }));
  const codes = operations.map(({ code }) => code);
  beforeAll(() => world.database.write((manager) => manager.insert(Operation, operations)));
  afterAll(() => world.database.write((manager) => manager.delete(Operation, { code: In(codes) })));

  it("can be granted and taken back, and the audit names a hundred of them", async () => {
    expect((await set("SELECTED_APIS", codes)).apiKey.permissions).toEqual(codes);
    expect((await set("SELECTED_APIS", codes.slice(1))).errors).toEqual([]);
    const event = { action: "permissions.set", subjectId: id };
    const events = await world.database.reader.manager.findBy(AuditEvent, event);
    const [first] = events
      .map(({ summary }) => summary)
      .filter((summary) => summary.includes("before: sms.list."));
    expect(first?.split(codes[0]?.slice(0, 90) ?? "")).toHaveLength(101);
    expect(first).toContain(" and 900 more; before: sms.list.");
  });
});

it("more codes can be granted than a statement has room for", async () => {
  const codes = Array.from({ length: 20_000 }, (_, at) => `many.${at}`);
  const apiKeyId = "key_of_many";
  const rows = codes.map((code) => ({ apiKeyId, code }));
  await world.database.write((manager) => insertAll(manager, Permission, rows));
  const { manager } = world.database.writer;
  expect(await manager.countBy(Permission, { apiKeyId })).toBe(20_000);
  await manager.delete(Permission, { apiKeyId });
});

describe("INVALID", () => {
  it("refuses single codes beside all APIs", async () => {
    expect((await set("ALL_APIS", ["access-control", "sms"])).errors).toEqual([
      { code: "INVALID", path: ["permissions", "codes", "1"] },
    ]);
  });
});

describe("NOT_GRANTABLE", () => {
  it.each(["access-control", "access-control.read", "access-control.write"])(
    "refuses %s to a developer",
    async (code) => {
      const refused = [{ code: "NOT_GRANTABLE", path: ["permissions", "codes", "0"] }];
      expect((await set("SELECTED_APIS", [code], Role.DEVELOPER)).errors).toEqual(refused);
      expect((await set("ALL_APIS", [code], Role.DEVELOPER)).errors).toEqual(refused);
      const permissions = { scope: "ALL_APIS", codes: [code] };
      const made = await world.act(
        Role.DEVELOPER,
        "createApiKey",
        { name: `x ${count++}`, permissions },
        WHOLE,
      );
      expect(made).toEqual({ apiKey: null, errors: refused });
    },
  );
});

describe("FORBIDDEN", () => {
  it.each(["deleteApiKey", "enableApiKey", "disableApiKey", "updateApiKey", "regenerateToken"])(
    "refuses %s of a key with access-control to a developer",
    async (mutation) => {
      await set("ALL_APIS", ["access-control.write"]);
      expect(await world.act(Role.DEVELOPER, mutation, { id }, "errors { code }")).toEqual({
        topLevel: "FORBIDDEN",
      });
      expect(await world.act(Role.ADMIN, mutation, { id }, "errors { code }")).toEqual({ errors: [] });
    },
  );

  it("refuses a developer to take access-control away, too", async () => {
    await set("ALL_APIS", ["access-control.write"]);
    expect(await set("ALL_APIS", [], Role.DEVELOPER)).toEqual({ topLevel: "FORBIDDEN" });
  });
});
