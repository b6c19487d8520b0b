import { matchOperation, Span } from "@latchkey/enforcement";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/database.js";
import { Seed } from "../testing/seed.js";
import { Replica } from "./replica.js";

const NOW = 1_800_000_000_000;
let place: TestDatabase;
let seed: Seed;
let replica: Replica;
const logger = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };

beforeAll(async () => {
  place = await createTestDatabase();
}, 60_000);
afterAll(() => place.drop());

beforeEach(async () => {
  vi.clearAllMocks();
  await place.clear();
  seed = new Seed(place.database);
  await seed.catalogue(5);
  await seed.account();
  replica = new Replica(place.database, logger);
});

const reported = () => logger.error.mock.calls.map(([fields]) => fields.id);
const keyOf = (key: string, of = replica) => of.findKey(Span.of(key));
/** Without those that only stand in for tokens that are missing. */
const tokensOf = (key: string) => keyOf(key)?.tokens.filter(({ id }) => id !== "") ?? [];
const limitOf = (api: string, now = NOW) => replica.findLimit("account-1", api, now)?.limit;

describe("a full load", () => {
  test("knows every key that lives, with its tokens, permissions and allowlist", async () => {
    await seed.key("lk_a");
    await seed.key("lk_b", {
      accessScope: "SELECTED_APIS",
      addressScope: "ALLOWLIST_ONLY",
      codes: ["sms"],
      cidrs: ["192.0.2.0/24"],
    });
    await seed.key("lk_gone", { deletedAt: 5 });
    expect(replica.revision).toBeNull();
    expect(await replica.pull()).toBe(true);
    expect(replica.size).toBe(2);
    expect(replica.revision).toBe(5);
    expect(keyOf("lk_a")).toMatchObject({ disabled: false, broken: false });
    expect(tokensOf("lk_a")).toHaveLength(1);
    expect(keyOf("lk_b")?.allowlist.ranges).toMatchObject({ v4: 1, v6: 0 });
    expect(keyOf("lk_gone")).toBeUndefined();
    expect(keyOf("lk_a")?.account).toMatchObject({ id: "account-1", sid: "demo", suspended: false });
    expect(limitOf("sms")).toBe(5);
    expect(logger.error).not.toHaveBeenCalled();
  });

  test("reads all keys when they are more than one part", async () => {
    await seed.key("lk_first");
    await seed.change(async (revision) => {
      const ids = Array.from({ length: 5_100 }, (_, index) => `lk_${index}`);
      for (let start = 0; start < ids.length; start += 300) {
        const part = ids.slice(start, start + 300);
        const row = "(?, 'account-1', ?, ?, 'PRODUCTION', '[]', 0, 0, 0, 'ALL_APIS', 'ANY_ADDRESS', 1, ?)";
        const sql =
          "INSERT INTO `api_key` (`id`, `accountId`, `key`, `name`, `environment`, `labels`, `isDefault`, `disabled`, `createdAt`, `accessScope`, `addressScope`, `version`, `revision`) VALUES ";
        const values = part.flatMap((id) => [id, id, id, revision]);
        await seed.run(sql + part.map(() => row).join(", "), values);
      }
    });
    await replica.pull();
    expect(replica.size).toBe(5_101);
    expect(tokensOf("lk_first")).toHaveLength(1);
  });

  test("reads all accounts and grants when they are more than one part", async () => {
    /** Each with a name of its own, in its first two columns. */
    const insert = async (columns: string, others: string) => {
      const ids = Array.from({ length: 5_100 }, (_, index) => `m${index}`);
      for (let start = 0; start < ids.length; start += 1_700) {
        const part = ids.slice(start, start + 1_700);
        const rows = part.map(() => `(?, ?, ${others})`).join(", ");
        await seed.run(
          `INSERT INTO ${columns} VALUES ${rows}`,
          part.flatMap((id) => [id, id]),
        );
      }
    };
    await insert("`account` (`id`, `sid`, `name`, `suspended`, `createdAt`, `revision`)", "'x', 1, 0, 0");
    await insert(
      "`throttle_grant` (`id`, `apiCode`, `accountId`, `limit`, `createdAt`, `revision`)",
      "'account-1', 7, 0, 0",
    );
    await seed.account("z-last", "last");
    await seed.grant("z-last", "voice", { limit: 9 });
    await seed.key("lk_a", { accountId: "z-last" });
    await replica.pull();
    expect(keyOf("lk_a")?.account).toMatchObject({ sid: "last", suspended: false });
    expect(limitOf("voice")).toBe(9);
  });

  test("happens again when the database went back to an older state", async () => {
    await seed.key("lk_a");
    await replica.pull();
    await seed.run("DELETE FROM `api_key`");
    await seed.run("UPDATE `revision` SET `value` = 1");
    expect(await replica.pull()).toBe(true);
    expect(replica.size).toBe(0);
    expect(replica.revision).toBe(1);
  });

  test.each([1, 2])(
    "happens again when the database was restored, and has come as far or further by %i other changes",
    async (others) => {
      await seed.key("lk_lost");
      await replica.pull();
      await seed.run("DELETE FROM `api_key`");
      await seed.run("UPDATE `revision` SET `value` = 2 WHERE `id` = 1");
      await seed.run("DELETE FROM `revision` WHERE `id` > 1 AND `value` > 2");
      for (let at = 0; at < others; at++) await seed.key(`lk_${at}`);
      expect(await replica.pull()).toBe(true);
      expect(replica.revision).toBe(2 + others);
      expect(keyOf("lk_lost")).toBeUndefined();
      expect(replica.size).toBe(others);
      expect(logger.warn).toHaveBeenCalledOnce();
    },
  );

  test("is spared where servers of an older version, which set no marks, change something between", async () => {
    await seed.key("lk_a");
    await replica.pull();
    await seed.run("UPDATE `revision` SET `value` = `value` + 1 WHERE `id` = 1");
    expect(await replica.pull()).toBe(true);
    await seed.key("lk_b");
    expect(await replica.pull()).toBe(true);
    expect(replica.size).toBe(2);
    expect(logger.warn).not.toHaveBeenCalled();
  });

  test("happens again for a gateway that is so far behind that nobody knows its change", async () => {
    await seed.key("lk_a");
    await replica.pull();
    await seed.key("lk_b");
    await seed.run("DELETE FROM `revision` WHERE `id` > 1 AND `value` <= ?", [replica.revision]);
    expect(await replica.pull()).toBe(true);
    expect(replica.size).toBe(2);
    expect(logger.warn).toHaveBeenCalledOnce();
  });

  test("gives each account a number of its own, which it keeps when everything is loaded again", async () => {
    const numberOf = (key: string) => keyOf(key)?.account?.number;
    await seed.account("account-2", "other");
    await seed.key("lk_a");
    await seed.key("lk_b", { accountId: "account-2" });
    await replica.pull();
    const [first, second] = [numberOf("lk_a"), numberOf("lk_b")];
    expect(new Set([first, second, undefined]).size).toBe(3);
    // So that they would come in another order.
    await seed.run("DELETE FROM `account` WHERE `id` = 'account-1'");
    await seed.run("UPDATE `revision` SET `value` = 1");
    await replica.pull();
    expect([numberOf("lk_a"), numberOf("lk_b")]).toEqual([undefined, second]);
  });
});

describe("a change", () => {
  beforeEach(async () => {
    await seed.key("lk_a", { accessScope: "SELECTED_APIS", codes: ["sms"] });
    await replica.pull();
  });

  test("is not seen where there was none", async () => {
    expect(await replica.pull()).toBe(false);
  });

  test("of a key replaces it as a whole", async () => {
    await seed.run("DELETE FROM `permission`");
    await seed.run("INSERT INTO `permission` (`apiKeyId`, `code`) VALUES ('lk_a', 'voice')");
    await seed.update("api_key", "lk_a", { disabled: 1, expiresAt: NOW });
    const before = keyOf("lk_a")?.permissions.bits;
    expect(await replica.pull()).toBe(true);
    const key = keyOf("lk_a");
    expect(key).toMatchObject({ disabled: true, expiresAt: NOW });
    expect(key?.permissions.bits).not.toEqual(before);
  });

  test("brings new keys and takes deleted ones away", async () => {
    await seed.key("lk_b");
    await seed.update("api_key", "lk_a", { deletedAt: NOW });
    await replica.pull();
    expect(keyOf("lk_a")).toBeUndefined();
    expect(tokensOf("lk_b")).toHaveLength(1);
  });

  test("of tokens comes with its key; a deleted token is known to be deleted", async () => {
    await seed.regenerate("lk_a", NOW);
    await replica.pull();
    expect(tokensOf("lk_a").map(({ id, retiresAt }) => [id, retiresAt])).toEqual([
      ["lk_a-2", null],
      ["lk_a-1", NOW],
    ]);
    await seed.run("UPDATE `token` SET `deletedAt` = 1 WHERE `id` = 'lk_a-1'");
    await seed.update("api_key", "lk_a", {});
    await replica.pull();
    expect(tokensOf("lk_a").map(({ deleted }) => deleted)).toEqual([false, true]);
  });

  test("of the catalogue moves permissions to the new places of operations", async () => {
    const places = () => {
      const bits = keyOf("lk_a")?.permissions.bits[0] ?? 0;
      return replica.catalogue.operations.filter((_, index) => (bits >>> index) & 1).map(({ code }) => code);
    };
    expect(places()).toEqual(["sms.send"]);
    await seed.update("operation", "sms.send", { position: 9 });
    await replica.pull();
    expect(places()).toEqual(["sms.send"]);
    await seed.update("operation", "sms.send", { retiredAt: NOW });
    await replica.pull();
    expect(places()).toEqual([]);
    expect(replica.catalogue.operations.map(({ code }) => code)).not.toContain("sms.send");
  });

  test("of an account suspends it", async () => {
    await seed.update("account", "account-1", { suspended: 1 });
    await replica.pull();
    expect(keyOf("lk_a")?.account?.suspended).toBe(true);
  });
});

describe("the limit in force", () => {
  test("is the operator's default before the catalogue's, until it is cleared", async () => {
    await seed.update("api", "sms", { operatorLimit: 7 });
    await replica.pull();
    expect(limitOf("sms")).toBe(7);
    await seed.update("api", "sms", { operatorLimit: null });
    await replica.pull();
    expect(limitOf("sms")).toBe(5);
  });

  test("is the newest grant that has not ended, else the next older, else the default", async () => {
    await seed.grant("old", "sms", { limit: 10, createdAt: 1 });
    await seed.grant("new", "sms", { limit: 20, createdAt: 2, validUntil: NOW });
    await replica.pull();
    expect(limitOf("sms", NOW - 1)).toBe(20);
    expect(limitOf("sms", NOW)).toBe(10);
    expect(limitOf("voice")).toBe(5);
    expect(replica.findLimit("account-2", "sms", NOW)?.limit).toBe(5);
    await seed.update("throttle_grant", "old", { endedAt: NOW });
    await replica.pull();
    expect(limitOf("sms", NOW)).toBe(5);
    expect(limitOf("sms", NOW - 1)).toBe(20);
  });
});

describe("a broken row", () => {
  const broken: [string, () => Promise<void>][] = [
    ["an unknown access scope", () => seed.update("api_key", "lk_bad", { accessScope: "SOME" })],
    ["an unknown address scope", () => seed.update("api_key", "lk_bad", { addressScope: "" })],
    ["a flag that is none", () => seed.update("api_key", "lk_bad", { disabled: 2 })],
    [
      "an end that is no moment",
      () => seed.update("api_key", "lk_bad", { expiresAt: 8_640_000_000_000_001 }),
    ],
    ["a bad CIDR", () => spoil("INSERT INTO `allowlist_entry` VALUES ('lk_bad', '300.1.1.1/8', NULL, 0)")],
    ["two permissions in one", () => spoil("INSERT INTO `permission` VALUES ('lk_bad', 'sms voice')")],
    [
      "an unknown hash scheme",
      () => spoil("UPDATE `token` SET `hashScheme` = 'md5' WHERE `apiKeyId` = 'lk_bad'"),
    ],
    ["a hash that is none", () => spoil("UPDATE `token` SET `hash` = 'x' WHERE `apiKeyId` = 'lk_bad'")],
  ];
  const spoil = async (sql: string) => {
    await seed.run(sql);
    await seed.update("api_key", "lk_bad", { addressScope: "ALLOWLIST_ONLY" });
  };

  test("keeps its key's tokens where they can be read, so that a stranger's is known to be wrong", async () => {
    await seed.key("lk_rules", { accessScope: "SOME" });
    await seed.key("lk_tokens");
    await seed.run("UPDATE `token` SET `hash` = 'x' WHERE `apiKeyId` = 'lk_tokens'");
    await replica.pull();
    expect(keyOf("lk_rules")).toMatchObject({ broken: true, tokensBroken: false });
    expect(keyOf("lk_rules")?.tokens.map(({ id }) => id)).toEqual(["lk_rules-1", ""]);
    expect(keyOf("lk_tokens")).toMatchObject({ broken: true, tokensBroken: true });
  });

  test.each(broken)(
    "with %s makes its key broken, at the load and as a change, and stops nothing else",
    async (_, poison) => {
      await seed.key("lk_bad");
      await replica.pull();
      await poison();
      await seed.key("lk_good");
      await replica.pull();
      const fresh = new Replica(place.database, logger);
      await fresh.pull();
      for (const each of [replica, fresh]) {
        expect(keyOf("lk_bad", each)?.broken).toBe(true);
        expect(keyOf("lk_good", each)?.broken).toBe(false);
      }
      expect(reported()).toEqual(["lk_bad", "lk_bad"]);
      expect(JSON.stringify(logger.error.mock.calls)).not.toMatch(/[0-9a-f]{64}|300\.1/);
    },
  );

  test("of a key whose public key can't be read ends it, since what it was allowed may have been taken away", async () => {
    await seed.key("lk_bad");
    await seed.key("lk_good");
    await replica.pull();
    expect(keyOf("lk_bad")).toBeDefined();
    await seed.update("api_key", "lk_bad", { key: "lk bad" });
    await replica.pull();
    expect([keyOf("lk_bad"), replica.size]).toEqual([undefined, 1]);
    expect(keyOf("lk_good")?.broken).toBe(false);
    expect(reported()).toEqual(["lk_bad"]);
  });

  test("of a key whose id is bytes leaves all other keys as they are", async () => {
    await seed.key("lk_bad");
    await seed.key("lk_good");
    await seed.run("UPDATE `api_key` SET `id` = x'01' WHERE `id` = 'lk_bad'");
    await replica.pull();
    expect(keyOf("lk_good")?.tokens.map(({ id }) => id)).toEqual(["lk_good-1", ""]);
    expect(keyOf("lk_bad")).toBeUndefined();
  });

  test.each([
    ["a flag that is none", { suspended: 7 }],
    ["a sid that no header can hold", { sid: "dem\u2713" }],
  ])("of an account with %s leaves its keys undecided", async (_, columns) => {
    await seed.key("lk_a");
    await seed.update("account", "account-1", columns);
    await replica.pull();
    expect(keyOf("lk_a")).toMatchObject({ account: undefined, broken: false });
    expect(reported()).toEqual(["account-1"]);
  });

  test("of an Api leaves its limit undefined, and the others as they are", async () => {
    await seed.update("api", "sms", { catalogueLimit: -1 });
    await replica.pull();
    expect([limitOf("sms"), limitOf("voice")]).toEqual([undefined, 5]);
  });

  test("of a grant leaves that limit undefined until the grant is ended", async () => {
    await seed.grant("g", "sms", { limit: 0 });
    await replica.pull();
    expect([limitOf("sms"), limitOf("voice")]).toEqual([undefined, 5]);
    expect(replica.findLimit("account-2", "sms", NOW)?.limit).toBe(5);
    await seed.update("throttle_grant", "g", { endedAt: NOW });
    await replica.pull();
    expect(limitOf("sms")).toBe(5);
  });

  test.each([
    ["no account", { path: "/v1/Accounts/Sms/send" }, "/v1/Accounts/Sms/send"],
    ["a code that no header can hold", { code: "sms.send\u2713" }, "/v1/Accounts/demo/Sms/send"],
    ["no method", { method: "PSOT" }, "/v1/Accounts/demo/Sms/send"],
    ["no template", { path: "/v1/{a}{b}" }, "/v1/Accounts/demo/Sms/send"],
  ])("of an operation with %s is no other Api's, however its templates read", async (_, columns, path) => {
    await seed.api("any", [{ code: "any.4", api: "any", method: "POST", path: "/v1/{a}/{b}/{c}/{d}" }], 5);
    await seed.api("any2", [{ code: "any.5", api: "any2", method: "POST", path: "/v1/{a}/{b}/send" }], 5);
    await replica.pull();
    const found = () => matchOperation(replica.catalogue, "POST", path);
    expect(found()).toMatchObject({ operation: {} });
    await seed.update("operation", "sms.send", columns);
    await replica.pull();
    expect(found()).toBe("UNAVAILABLE");
    expect(matchOperation(replica.catalogue, "GET", "/v1/Accounts/demo/Calls")).toMatchObject({
      operation: {},
    });
  });

  test.each([
    ["no template", { path: "/v1/{a}{b}" }],
    ["no account", { path: "/v1/Sms" }],
    ["no method", { method: "" }],
    ["a code that no header can hold", { code: "sms.send\u2713" }],
    ["a built-in code", { code: "access-control.read" }],
    ["the paths of another", { method: "GET", path: "/v1/Accounts/{sid}/Calls", position: 9 }],
  ])("of an operation with %s makes its Api's limit undefined", async (_, columns) => {
    await seed.update("operation", "sms.send", columns);
    await replica.pull();
    expect([limitOf("sms"), limitOf("voice")]).toEqual([undefined, 5]);
    expect(replica.catalogue.operations.map(({ code }) => code)).toContain("voice.calls.list");
    expect(logger.error).toHaveBeenCalled();
  });
});
