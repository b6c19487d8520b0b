import { judge, Span } from "@latchkey/enforcement";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { silentLogger } from "../logger.js";
import { nodePrimitives } from "../primitives.js";
import { createTestDatabase, type TestDatabase } from "../testing/database.js";
import { basic, Seed } from "../testing/seed.js";
import { Replica } from "./replica.js";
import { openRulesReader, type RulesReader } from "./rules-reader.js";

const NOW = 1_800_000_000_000;
let place: TestDatabase;
let seed: Seed;
let reader: RulesReader;

beforeAll(async () => {
  place = await createTestDatabase();
  reader = openRulesReader(place.url);
}, 60_000);
afterAll(async () => {
  await reader.close();
  await place.drop();
});

beforeEach(async () => {
  await place.clear();
  seed = new Seed(place.database);
  await seed.catalogue(5);
  await seed.account();
});

test("rules of one key judge as the whole replica does, and know nothing of other keys", async () => {
  const key = "lk_aaaaaaaaaaaaaaaaaaaa";
  const token = await seed.key(key, {
    accessScope: "SELECTED_APIS",
    addressScope: "ALLOWLIST_ONLY",
    expiresAt: NOW + 1_000,
    codes: ["sms"],
    cidrs: ["192.0.2.0/24"],
  });
  await seed.key("lk_b");
  await seed.grant("grant", "sms", { limit: 9, validUntil: NOW + 500 });
  await seed.grant("other", "sms", { limit: 7, accountId: "account-2" });
  const replica = new Replica(place.database, silentLogger);
  await replica.pull();
  const rules = await reader.read(key);

  const requests = [
    { method: "POST", path: "/v1/Accounts/demo/Sms/send", clientAddress: "192.0.2.1" },
    { method: "POST", path: "/v1/Accounts/demo/Sms/send", clientAddress: "192.0.3.1" },
    { method: "GET", path: "/v1/Accounts/demo/Calls", clientAddress: "192.0.2.1" },
    { method: "POST", path: "/v1/Accounts/other/Sms/send", clientAddress: "192.0.2.1" },
  ];
  const reasons = [];
  for (const now of [NOW, NOW + 1_000])
    for (const request of requests) {
      const asked = { authorization: basic(key, token), ...request };
      const judged = judge(rules, asked, now, nodePrimitives);
      expect(judged).toEqual(judge(replica, asked, now, nodePrimitives));
      reasons.push(judged.allowed ? "ALLOWED" : judged.reason);
    }
  expect(reasons.slice(0, 5)).toEqual([
    "ALLOWED",
    "IP_NOT_ALLOWED",
    "PERMISSION_DENIED",
    "ACCOUNT_MISMATCH",
    "KEY_EXPIRED",
  ]);
  for (const now of [NOW, NOW + 500])
    expect(rules.findLimit("account-1", "sms", now)).toEqual(replica.findLimit("account-1", "sms", now));
  expect(rules.findKey(Span.of("lk_b"))).toBeUndefined();
});

test("a key that is deleted or was never there is not among its rules", async () => {
  await seed.key("lk_gone", { deletedAt: 5 });
  for (const id of ["lk_gone", "lk_never"])
    expect((await reader.read(id)).findKey(Span.of(id))).toBeUndefined();
});

test("a key with a row that can't be read is broken", async () => {
  await seed.key("lk_bad", { accessScope: "SOME_APIS" });
  expect((await reader.read("lk_bad")).findKey(Span.of("lk_bad"))).toMatchObject({ broken: true });
});

test("of a row that can't be read the log hears once, however often it is read", async () => {
  const logged: object[] = [];
  const error = (fields: object) => void logged.push(fields);
  const told = openRulesReader(place.url, { ...silentLogger, error });
  await seed.key("lk_bad", { accessScope: "EVERYTHING" });
  for (let time = 0; time < 3; time++) await told.readByKey("lk_bad");
  expect(logged).toMatchObject([{ table: "api_key", id: "lk_bad" }]);
  await told.close();
});
