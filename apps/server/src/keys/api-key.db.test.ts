import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Member, Role } from "../accounts/member.entity.js";
import { AllowlistEntry } from "../allowlist/allowlist-entry.entity.js";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { newId } from "../database/ids.js";
import { Revision } from "../database/revision.entity.js";
import { createWorld, type World } from "../graphql/testing/world.js";
import { Permission } from "../permissions/permission.entity.js";
import { Denial } from "../usage/denial.entity.js";
import { ApiKey } from "./api-key.entity.js";
import { Token } from "./token.entity.js";

const WHOLE =
  "apiKey { id name note environment labels status version holder { id } expiresAt } errors { code path }";

let world: World;
let id: string;
let count = 0;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  const allowlist = { scope: "ALLOWLIST_ONLY", entries: [{ cidr: "203.0.113.0/24" }] };
  const permissions = { scope: "SELECTED_APIS", codes: ["sms"] };
  const input = { name: `key ${count++}`, note: "first", labels: ["a"], allowlist, permissions };
  id = (await world.act(Role.OWNER, "createApiKey", input, "apiKey { id }")).apiKey.id;
});

const update = (input: object) => world.act(Role.OWNER, "updateApiKey", { id, ...input }, WHOLE);
const newest = async () => {
  const [event] = await world.database.reader.manager.find(AuditEvent, {
    where: { subjectId: id },
    order: { id: "DESC" },
    take: 1,
  });
  return event;
};

describe("updateApiKey", () => {
  it("changes what was sent, and leaves the rest", async () => {
    const { apiKey, errors } = await update({ name: "renamed", environment: "TEST", expectedVersion: 1 });
    expect(errors).toEqual([]);
    expect(apiKey).toMatchObject({
      name: "renamed",
      note: "first",
      labels: ["a"],
      environment: "TEST",
      version: 2,
    });
  });

  it("clears what was sent as null", async () => {
    const holderId = world.users.get(Role.VIEWER)?.id;
    await update({ holderId, expiresAt: "2027-01-01T00:00:00Z", environment: "TEST" });
    const cleared = { note: null, labels: null, holderId: null, expiresAt: null, environment: null };
    expect((await update(cleared)).apiKey).toMatchObject({
      note: null,
      labels: [],
      holder: null,
      expiresAt: null,
      environment: "PRODUCTION",
    });
  });

  it("keeps the name free for itself", async () => {
    const { name } = (await update({ note: "second" })).apiKey;
    expect((await update({ name })).errors).toEqual([]);
  });

  it("writes down what changed", async () => {
    world.clock.at += 1;
    await update({ note: "second", labels: ["a"] });
    expect(await newest()).toMatchObject({
      action: "apiKey.updated",
      summary: expect.stringContaining('note "first" → "second".'),
    });
  });

  it("writes it down in words: no id alone, no null, no name of the API's", async () => {
    world.clock.at += 1;
    const holder = world.users.get(Role.DEVELOPER);
    const expiresAt = new Date(world.clock.at + 60_000).toISOString();
    await update({ note: null, holderId: holder?.id, expiresAt, environment: "TEST", labels: ["a", "b"] });
    const person = `"${holder?.name}" (${holder?.id})`;
    expect((await newest())?.summary).toMatch(
      /^Key "key \d+": note "first" → none; environment production → test; labels "a" → "a", "b"; /,
    );
    expect((await newest())?.summary).toContain(`; holder nobody → ${person}; expires never → ${expiresAt}.`);
    world.clock.at += 1;
    await update({ holderId: null, expiresAt: null });
    expect((await newest())?.summary).toContain(`: holder ${person} → nobody; expires ${expiresAt} → never.`);
  });

  it("calls a holder who is on the provider's staff Operator there, as everywhere", async () => {
    world.clock.at += 1;
    const holderId = world.users.get("operator")?.id ?? "";
    const now = new Date(world.clock.at);
    const member = { accountId: world.alpha.id, userId: holderId, role: Role.VIEWER, joinedAt: now };
    await world.database.write((manager) => manager.insert(Member, { id: newId("mem", now), ...member }));
    await update({ holderId });
    expect((await newest())?.summary).toContain(`: holder nobody → "Operator" (${holderId}).`);
  });

  it("refuses to clear the name", async () => {
    expect((await update({ name: null })).errors).toEqual([{ code: "INVALID", path: ["name"] }]);
  });

  it("refuses a name that is taken", async () => {
    await world.act(Role.OWNER, "createApiKey", { name: `taken ${count}` });
    const { apiKey, errors } = await update({ name: `taken ${count}` });
    expect(apiKey).toBeNull();
    expect(errors).toEqual([{ code: "TAKEN", path: ["name"] }]);
  });

  it("makes an EXPIRED key of one whose time has passed", async () => {
    const expiresAt = new Date(world.clock.at + 1_000).toISOString();
    expect((await update({ expiresAt })).apiKey.status).toBe("ACTIVE");
    world.clock.at += 1_000;
    expect((await update({})).apiKey.status).toBe("EXPIRED");
  });
});

describe("disableApiKey and enableApiKey", () => {
  it("switch a key off and on again", async () => {
    const off = await world.act(Role.OWNER, "disableApiKey", { id });
    expect(off.apiKey).toMatchObject({ status: "DISABLED", version: 2 });
    const on = await world.act(Role.OWNER, "enableApiKey", { id });
    expect(on.apiKey).toMatchObject({ status: "ACTIVE", version: 3 });
  });
});

describe("deleteApiKey", () => {
  it("ends the key, its tokens, permissions, allowlist and recent denials, and keeps its row", async () => {
    const { manager } = world.database.reader;
    const denial = { requestId: "r", at: new Date(1), reason: "IP_NOT_ALLOWED", method: "GET", path: "/" };
    const address = { address: "192.0.2.1", operation: null };
    await world.database.write((writer) =>
      writer.insert(Denial, { id: "denial", apiKeyId: id, ...denial, ...address }),
    );
    const payload = await world.act(Role.OWNER, "deleteApiKey", { id }, "deletedId errors { code }");
    expect(payload).toEqual({ deletedId: id, errors: [] });
    for (const entity of [Token, Permission, AllowlistEntry, Denial])
      expect(await manager.countBy<{ apiKeyId: string }>(entity, { apiKeyId: id })).toBe(0);
    expect(await manager.findOneByOrFail(ApiKey, { id })).toMatchObject({ liveName: null });
    const again = await world.act(Role.OWNER, "deleteApiKey", { id }, "deletedId errors { code }");
    expect(again).toEqual({ topLevel: "NOT_FOUND" });
  });
});

describe("STALE_VERSION", () => {
  const MUTATIONS = [
    ["updateApiKey", { name: "x" }],
    ["enableApiKey", {}],
    ["disableApiKey", {}],
    ["deleteApiKey", {}],
    ["regenerateToken", {}],
    ["deleteRetiringToken", {}],
    ["setPermissions", { permissions: { scope: "ALL_APIS" } }],
    ["setAllowlist", { allowlist: { scope: "ANY_ADDRESS" } }],
  ] as const;

  it.each(MUTATIONS)("refuses %s of another version, and changes nothing", async (mutation, fields) => {
    const before = await world.database.reader.manager.findOneByOrFail(ApiKey, { id });
    const input = { id, expectedVersion: 9, ...fields };
    const { errors } = await world.act(Role.OWNER, mutation, input, "errors { code path }");
    expect(errors).toEqual([{ code: "STALE_VERSION", path: ["expectedVersion"] }]);
    expect(await world.database.reader.manager.findOneByOrFail(ApiKey, { id })).toEqual(before);
  });

  it("comes after bad input, and before the state", async () => {
    const [bad] = (await update({ expectedVersion: 9, name: "" })).errors;
    expect(bad.code).toBe("INVALID");
  });
});

describe("every change of a key", () => {
  it("gives the key the newest revision, for gateways to follow, and writes one audit event", async () => {
    const { manager } = world.database.reader;
    for (const [mutation, fields] of [
      ["updateApiKey", { note: "x" }],
      ["disableApiKey", {}],
      ["regenerateToken", {}],
      ["deleteRetiringToken", {}],
      ["setPermissions", { permissions: { scope: "ALL_APIS" } }],
      ["setAllowlist", { allowlist: { scope: "ANY_ADDRESS" } }],
      ["deleteApiKey", {}],
    ] as const) {
      const before = await manager.findOneByOrFail(Revision, { id: 1 });
      const events = await manager.count(AuditEvent);
      await world.act(Role.OWNER, mutation, { id, ...fields }, "errors { code }");
      const { value } = await manager.findOneByOrFail(Revision, { id: 1 });
      expect(value, mutation).toBe(before.value + 1);
      expect(await manager.count(AuditEvent), mutation).toBe(events + 1);
      expect((await manager.findOneByOrFail(ApiKey, { id })).revision, mutation).toBe(value);
    }
  });
});
