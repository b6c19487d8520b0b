import "reflect-metadata";
import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AllowlistEntry } from "../allowlist/allowlist-entry.entity.js";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { Api } from "../catalogue/api.entity.js";
import { createTestDatabase, type TestDatabase } from "../database/testing/database.js";
import { Permission } from "../permissions/permission.entity.js";
import { createAccount } from "../setup/more-people.js";
import { AccessScope, AddressScope, ApiKey } from "./api-key.entity.js";
import { importKeys } from "./import-keys.js";
import { Token } from "./token.entity.js";

const TOKEN = "0123456789abcdef0123456789abcdef";
const HASH = createHash("sha256").update(TOKEN).digest("hex");
const PAIR = { account: "acme", name: "Billing", key: "acme_1", token: TOKEN };
/** The same pair, of whose token only the hash was kept. */
const HASHED = { ...PAIR, token: undefined, tokenSha256: HASH, tokenHint: "0123" };

let test: TestDatabase;
const now = Date.parse("2026-03-01T12:00:00Z");
const store = () => ({ database: test.database, clock: { now: () => now, monotonic: () => 0 } });
beforeEach(async () => {
  test = await createTestDatabase();
  await createAccount(store(), "acme", "owner@acme.example");
  await createAccount(store(), "beta", "owner@beta.example");
  const limits = { catalogueLimit: 100, windowSeconds: 60, revision: 0 };
  const apis = ["sms", "voice"].map((code, position) => ({ code, name: code, position, ...limits }));
  await test.database.write((manager) => manager.insert(Api, apis));
});
afterEach(() => test.drop());

const keys = () => test.database.reader.manager.find(ApiKey, { order: { key: "ASC" } });

async function* linesOf(pairs: readonly unknown[]) {
  for (const pair of pairs) yield typeof pair === "string" ? pair : JSON.stringify(pair);
}
const imported = (...pairs: unknown[]) => importKeys(store(), linesOf(pairs));

describe("a pair that is taken over", () => {
  it("is a key with that token, which may call all APIs from anywhere, and its customer can read who made it", async () => {
    expect(await imported(PAIR, "", { ...PAIR, account: "beta", key: "beta_1" })).toEqual({
      made: 2,
      before: 0,
    });
    const [key] = await keys();
    expect(key).toMatchObject({
      key: "acme_1",
      name: "Billing",
      isDefault: false,
      disabled: false,
      expiresAt: null,
      version: 1,
      accessScope: AccessScope.ALL_APIS,
      addressScope: AddressScope.ANY_ADDRESS,
    });
    const { manager } = test.database.reader;
    expect(await manager.findBy(Token, { apiKeyId: key?.id })).toMatchObject([
      { hash: HASH, hint: "0123", retiresAt: null },
    ]);
    const [event] = await manager.findBy(AuditEvent, { subjectId: key?.id });
    expect(event).toMatchObject({
      action: "apiKey.created",
      actorUserId: null,
      accountId: key?.accountId,
      summary: expect.stringContaining("taken over from elsewhere"),
    });
    const rows = await manager.query("SELECT * FROM `audit_event`");
    expect(JSON.stringify(rows)).not.toContain(TOKEN);
  });

  it("may be known by its token's hash alone, and is the same pair then", async () => {
    expect(await imported({ ...HASHED, tokenSha256: HASH.toUpperCase() })).toEqual({ made: 1, before: 0 });
    const { manager } = test.database.reader;
    expect(await manager.find(Token)).toMatchObject([
      { hashScheme: "sha256", hash: HASH, hint: "0123", retiresAt: null },
    ]);
    expect(await imported(PAIR)).toEqual({ made: 0, before: 1 });
  });

  it("reaches gateways by a revision of its own", async () => {
    await imported(PAIR, { ...PAIR, name: "Shop", key: "acme_2" });
    const [first, second] = await keys();
    expect(first?.revision).toBeGreaterThan(0);
    expect(second?.revision).toBeGreaterThan(first?.revision ?? 0);
  });

  it("may do what its line says, where that is not everything", async () => {
    await imported({ ...PAIR, permissions: ["voice", "sms", "sms"], allowlist: ["203.0.113.0/24", "::1"] });
    const [key] = await keys();
    expect(key).toMatchObject({
      accessScope: AccessScope.SELECTED_APIS,
      addressScope: AddressScope.ALLOWLIST_ONLY,
    });
    const { manager } = test.database.reader;
    const codes = (await manager.findBy(Permission, { apiKeyId: key?.id })).map(({ code }) => code);
    expect(codes.sort()).toEqual(["sms", "voice"]);
    const entries = await manager.find(AllowlistEntry, { order: { position: "ASC" } });
    expect(entries.map(({ cidr }) => cidr)).toEqual(["203.0.113.0/24", "::1/128"]);
    const [event] = await manager.findBy(AuditEvent, { subjectId: key?.id });
    expect(event?.summary).toMatch(
      / It may call sms, voice; it may be used from 203\.0\.113\.0\/24, ::1\/128\.$/,
    );
  });

  it("may do nothing, where its lists are empty", async () => {
    await imported({ ...PAIR, permissions: [], allowlist: [] });
    expect(await keys()).toMatchObject([
      { accessScope: AccessScope.SELECTED_APIS, addressScope: AddressScope.ALLOWLIST_ONLY },
    ]);
  });

  it("may stand behind what programs of Windows begin a file with", async () => {
    expect(await imported(`\ufeff${JSON.stringify(PAIR)}`)).toEqual({ made: 1, before: 0 });
  });

  it("tells how many of how many are done", async () => {
    const told: unknown[] = [];
    const lines = linesOf([PAIR, { ...PAIR, name: "Shop", key: "acme_2" }]);
    await importKeys(store(), lines, (...progress) => told.push(progress));
    expect(told).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });

  it("is there once, however often it is taken over", async () => {
    await imported(PAIR);
    expect(await imported(PAIR, { ...PAIR, name: "Shop", key: "acme_2" })).toEqual({ made: 1, before: 1 });
    expect(await keys()).toHaveLength(2);
    const twice = await Promise.all([1, 2].map(() => imported({ ...PAIR, name: "New", key: "acme_3" })));
    expect(twice.map(({ made }) => made).sort()).toEqual([0, 1]);
  });
});

describe("what can't be used is told by its line, without the token, before anything is written", () => {
  it.each([
    ["no JSON", `{"token": "${TOKEN}"`, "this is not JSON."],
    ["what was no UTF-8 when it was read", { ...PAIR, name: "B\ufffdro" }, "this is not UTF-8."],
    ["no object", "7", "this must be an object."],
    ["an account that is a number", { ...PAIR, account: 4711 }, "account must be a text, in quotes."],
    ["no name", { ...PAIR, name: undefined }, "name is missing."],
    ["one permission in the place of a list", { ...PAIR, permissions: "sms" }, "permissions must be a list."],
    [
      "no text in a list",
      { ...PAIR, allowlist: ["10.0.0.1", 7] },
      "allowlist, entry 2 must be a text, in quotes.",
    ],
    ["a field too many", { ...PAIR, secret: TOKEN }, /^there is no member "secret"\.$/],
    ["no account's sid", { ...PAIR, account: "a b" }, "account must be 1 to 64 letters, digits, _ or -."],
    ["values in the place of the names", { acme: "beta", [TOKEN]: TOKEN }, "account is missing."],
    ["an account that there is not", { ...PAIR, key: "g_1", account: "gamma" }, "there is no account gamma."],
    ["an empty name", { ...PAIR, name: " " }, "name can't be used: This must not be empty."],
    ["a key of another form", { ...PAIR, key: "a:b" }, "key must be 1 to 64 letters, digits, _ or -."],
    ["a token of another form", { ...PAIR, token: `${TOKEN}!` }, /^token must be 1 to 64 /],
    [
      "a token of ours that is not whole",
      { ...PAIR, token: `lkt_${"a".repeat(38)}` },
      /^token must be .* whole\.$/,
    ],
    ["no token", { ...PAIR, token: undefined }, /^token must be there alone, /],
    ["a hash beside the token", { ...HASHED, token: TOKEN }, /^token must be there alone, /],
    ["a hash without a hint", { ...HASHED, tokenHint: undefined }, /^token must be there alone, /],
    ["a hint beside the token", { ...PAIR, tokenHint: "0123" }, /^token must be there alone, /],
    ["a hash of another kind", { ...HASHED, tokenSha256: HASH.slice(2) }, /^tokenSha256 must be 64 /],
    ["a token in the place of its hint", { ...HASHED, tokenHint: TOKEN }, /^tokenHint must be 1 to 8 /],
    [
      "an unknown permission",
      { ...PAIR, key: "acme_2", permissions: ["sms", "nothing"] },
      /^permissions, entry 2: /,
    ],
    [
      "a permission that no file grants",
      { ...PAIR, key: "acme_2", permissions: ["access-control"] },
      /^permissions, entry 1: /,
    ],
    [
      "no address",
      { ...PAIR, key: "acme_2", allowlist: ["10.0.0.1/8"] },
      /^allowlist, entry 1: .*10\.0\.0\.0\/8/,
    ],
    ["the key of an earlier line", { ...PAIR, name: "Other" }, "this key is in line 1 already."],
  ])("%s", async (_, second, why) => {
    const failed = await imported(PAIR, second).then(
      () => "",
      ({ message }) => message,
    );
    const [, said = ""] = /^Line 2: (.*)$/.exec(failed) ?? [];
    if (typeof why === "string") expect(said).toBe(why);
    else expect(said).toMatch(why);
    expect(failed).not.toContain(TOKEN);
    expect(failed).not.toContain(HASH.slice(2));
    expect(await keys()).toEqual([]);
  });
});

describe("what others have is left alone", () => {
  it.each([
    ["another account's key", { ...PAIR, account: "beta" }, /^there is a key acme_1 already, /],
    ["a key with another token", { ...PAIR, token: "another" }, /^there is a key acme_1 already, /],
    ["a name that another key has", { ...PAIR, key: "acme_2" }, "Another key of this account has this name."],
  ])("%s", async (_, second, why) => {
    await imported(PAIR);
    await expect(imported(second)).rejects.toThrow(
      typeof why === "string" ? `Line 1: ${why}` : /^Line 1: there is a key/,
    );
    expect(await keys()).toHaveLength(1);
  });

  it("a key that was deleted is not brought back", async () => {
    await imported(PAIR);
    await test.database.write((manager) =>
      manager.update(ApiKey, { key: "acme_1" }, { deletedAt: new Date(now), liveName: null }),
    );
    await expect(imported(PAIR)).rejects.toThrow(/^Line 1: there is a key acme_1 already/);
  });
});
