import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { createWorld, type World } from "../graphql/testing/world.js";
import { ApiKey } from "./api-key.entity.js";

const WHOLE =
  "token apiKey { id key name note environment labels status isDefault version accessScope permissions addressScope allowlist { cidr note } holder { id name } createdBy { name } expiresAt tokens { status } } errors { code path message }";

let world: World;
let count = 0;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const create = (input: object = {}, who: Parameters<World["act"]>[0] = Role.OWNER) =>
  world.act(who, "createApiKey", { name: `key ${count++}`, ...input }, WHOLE);
const refusals = async (input: object, who?: Parameters<World["act"]>[0]) => {
  const before = await world.database.reader.manager.count(ApiKey);
  const { apiKey, token, errors } = await create(input, who);
  expect({ apiKey, token }).toEqual({ apiKey: null, token: null });
  expect(await world.database.reader.manager.count(ApiKey)).toBe(before);
  return errors.map(({ code, path }: { code: string; path: string[] }) => ({ code, path }));
};

describe("createApiKey", () => {
  it("makes a key that may call everything from anywhere, with one token", async () => {
    const { apiKey, token, errors } = await create({ name: "Payroll" });
    expect(errors).toEqual([]);
    expect(token).toMatch(/^lkt_[0-9A-Za-z]{38}$/);
    expect(apiKey).toMatchObject({
      key: expect.stringMatching(/^lk_[0-9A-Za-z]{20}$/),
      name: "Payroll",
      note: null,
      environment: "PRODUCTION",
      labels: [],
      status: "ACTIVE",
      isDefault: false,
      version: 1,
      accessScope: "ALL_APIS",
      permissions: [],
      addressScope: "ANY_ADDRESS",
      allowlist: [],
      holder: null,
      createdBy: { name: "The OWNER" },
      expiresAt: null,
      tokens: [{ status: "ACTIVE" }],
    });
  });

  it("takes everything that can be said at once, and gives it back in canonical form", async () => {
    const holderId = world.users.get(Role.DEVELOPER)?.id;
    const { apiKey } = await create({
      note: "for the night shift",
      environment: "TEST",
      labels: ["b", "a", "b"],
      holderId,
      expiresAt: "2027-01-01T02:00:00+02:00",
      permissions: { scope: "SELECTED_APIS", codes: ["voice", "sms.send", "voice"] },
      allowlist: {
        scope: "ALLOWLIST_ONLY",
        entries: [{ cidr: "2001:DB8:0::/48" }, { cidr: "203.0.113.9", note: "office" }],
      },
    });
    expect(apiKey).toMatchObject({
      note: "for the night shift",
      environment: "TEST",
      labels: ["b", "a"],
      holder: { id: holderId },
      expiresAt: "2027-01-01T00:00:00.000Z",
      permissions: ["sms.send", "voice"],
      allowlist: [
        { cidr: "2001:db8::/48", note: null },
        { cidr: "203.0.113.9/32", note: "office" },
      ],
    });
  });

  it("takes an empty list as nothing, never as everything", async () => {
    const { apiKey } = await create({
      permissions: { scope: "SELECTED_APIS" },
      allowlist: { scope: "ALLOWLIST_ONLY" },
    });
    expect(apiKey).toMatchObject({
      accessScope: "SELECTED_APIS",
      permissions: [],
      addressScope: "ALLOWLIST_ONLY",
      allowlist: [],
    });
  });

  it("audits one event, with who and from where, and without the token", async () => {
    const { apiKey, token } = await create();
    const events = await world.database.reader.manager.findBy(AuditEvent, { subjectId: apiKey.id });
    expect(events).toMatchObject([
      {
        action: "apiKey.created",
        accountId: world.alpha.id,
        actorUserId: world.users.get(Role.OWNER)?.id,
        address: "198.51.100.7",
      },
    ]);
    expect(JSON.stringify(events)).not.toContain(token);
  });

  it("audits what the key may do from its first moment on", async () => {
    const { apiKey } = await create({
      name: "CI",
      permissions: { scope: "ALL_APIS", codes: ["access-control"] },
      allowlist: { scope: "ALLOWLIST_ONLY", entries: [{ cidr: "203.0.113.9" }] },
    });
    const event = await world.database.reader.manager.findOneByOrFail(AuditEvent, { subjectId: apiKey.id });
    expect(event.summary).toBe(
      `Key "CI" (${apiKey.key}) was made. It may call all APIs, access-control; it may be used from 203.0.113.9/32.`,
    );
  });

  it("carries out the same call once", async () => {
    const input = { name: "once", idempotencyKey: "idempotent-create" };
    const made = await create(input);
    const again = await create(input);
    expect(again).toMatchObject({
      token: null,
      apiKey: { id: made.apiKey.id },
      errors: [{ code: "ALREADY_APPLIED" }],
    });
    const other = await create({ ...input, note: "another" });
    expect(other).toMatchObject({ token: null, apiKey: null, errors: [{ code: "IDEMPOTENCY_CONFLICT" }] });
  });

  it("takes two idempotency keys for two calls, though only a space at the end tells them apart", async () => {
    const idempotencyKey = "🔑".repeat(99);
    const made = await create({ idempotencyKey });
    const input = { name: "spaced", idempotencyKey: `${idempotencyKey} ` };
    const other = await create(input);
    expect(other.errors).toEqual([]);
    expect(other.apiKey.id).not.toBe(made.apiKey.id);
    expect(await create(input)).toMatchObject({
      apiKey: { id: other.apiKey.id },
      errors: [{ code: "ALREADY_APPLIED" }],
    });
  });
});

describe("TAKEN", () => {
  it("refuses a name that a living key has, exactly", async () => {
    await create({ name: "Night" });
    expect(await refusals({ name: "Night" })).toEqual([{ code: "TAKEN", path: ["name"] }]);
    for (const name of ["night", "Night ", " Night", "Night  "]) {
      const { apiKey, errors } = await create({ name });
      expect(errors).toEqual([]);
      expect(apiKey.name).toBe(name);
    }
    expect(await refusals({ name: "Night " })).toEqual([{ code: "TAKEN", path: ["name"] }]);
  });

  it("gives the name to one of two who ask at once", async () => {
    const both = await Promise.all([create({ name: "race" }), create({ name: "race" })]);
    expect(both.flatMap(({ errors }) => errors.map(({ code }: { code: string }) => code))).toEqual(["TAKEN"]);
  });

  it("frees the name with its key, which passes nothing on", async () => {
    const { apiKey } = await create({
      name: "again",
      permissions: { scope: "SELECTED_APIS", codes: ["sms"] },
    });
    await world.act(Role.OWNER, "deleteApiKey", { id: apiKey.id }, "errors { code }");
    const next = await create({ name: "again", permissions: { scope: "SELECTED_APIS" } });
    expect(next.apiKey.permissions).toEqual([]);
  });

  it("knows nothing of another account's names", async () => {
    await create({ name: "Common" });
    expect((await create({ name: "Common" }, "stranger")).errors).toEqual([]);
  });
});

describe("INVALID", () => {
  it.each([
    [{ name: "" }, ["name"]],
    [{ name: " " }, ["name"]],
    [{ name: "a\u0000b" }, ["name"]],
    [{ note: "\u0007" }, ["note"]],
    [{ labels: ["a", ""] }, ["labels", "1"]],
    [{ permissions: { scope: "ALL_APIS", codes: ["sms"] } }, ["permissions", "codes", "0"]],
    [{ allowlist: { scope: "ANY_ADDRESS", entries: [{ cidr: "10.0.0.0/8" }] } }, ["allowlist", "entries"]],
  ])("refuses %j", async (input, path) => {
    expect(await refusals(input)).toEqual([{ code: "INVALID", path }]);
  });
});

describe("TOO_LONG", () => {
  it("counts characters, not the halves of which some consist", async () => {
    for (const name of ["😀".repeat(100), `${"😀".repeat(99)} `])
      expect((await create({ name })).errors).toEqual([]);
  });

  it.each([
    [{ name: "n".repeat(101) }, ["name"]],
    [{ note: "n".repeat(501) }, ["note"]],
    [{ labels: ["l".repeat(51)] }, ["labels", "0"]],
    [
      { allowlist: { scope: "ALLOWLIST_ONLY", entries: [{ cidr: "10.0.0.0/8", note: "n".repeat(501) }] } },
      ["allowlist", "entries", "0", "note"],
    ],
  ])("refuses what has one character too many", async (input, path) => {
    expect(await refusals(input)).toEqual([{ code: "TOO_LONG", path }]);
  });
});

describe("LIMIT_REACHED", () => {
  it("refuses a twenty-first label", async () => {
    const labels = Array.from({ length: 21 }, (_, at) => `label ${at}`);
    expect(await refusals({ labels })).toEqual([{ code: "LIMIT_REACHED", path: ["labels"] }]);
    expect((await create({ labels: labels.slice(1) })).errors).toEqual([]);
  });

  it("takes 1,000 networks, and not one more", async () => {
    const entries = Array.from({ length: 1_001 }, (_, at) => ({ cidr: `10.0.${at >> 8}.${at & 255}` }));
    const scope = "ALLOWLIST_ONLY";
    expect(await refusals({ allowlist: { scope, entries } })).toEqual([
      { code: "LIMIT_REACHED", path: ["allowlist", "entries"] },
    ]);
    const { apiKey } = await create({ allowlist: { scope, entries: entries.slice(1) } });
    expect(apiKey.allowlist).toHaveLength(1_000);
  });
});

describe("several failures", () => {
  it("are told at once", async () => {
    const input = { name: "", labels: [""], permissions: { scope: "SELECTED_APIS", codes: ["nothing"] } };
    expect(await refusals(input)).toEqual([
      { code: "INVALID", path: ["name"] },
      { code: "INVALID", path: ["labels", "0"] },
      { code: "UNKNOWN_PERMISSION", path: ["permissions", "codes", "0"] },
    ]);
  });
});

describe("NOT_FOUND", () => {
  it("answers another account's sid, and holder, like ones that nobody has", async () => {
    for (const accountSid of [world.beta.sid, "nobody", ""])
      expect(await create({ accountSid })).toEqual({ topLevel: "NOT_FOUND" });
    for (const holderId of [world.users.get("stranger")?.id, "usr_nobody"])
      expect(await create({ holderId })).toEqual({ topLevel: "NOT_FOUND" });
  });
});
