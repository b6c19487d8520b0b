import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { createWorld, type Who, type World } from "./testing/world.js";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const times = (many: number, part: (at: number) => string) =>
  Array.from({ length: many }, (_, at) => part(at)).join(" ");
/** The catalogue inside itself. */
const operations = (depth: number): string =>
  depth === 0 ? "code" : `operations { api { ${operations(depth - 1)} } }`;
/** A page inside itself, by way of the account of each entry. */
const pages = (depth: number, first: string): string =>
  depth === 0 ? "sid" : `throttleRequests${first} { nodes { account { ${pages(depth - 1, first)} } } }`;

const OBJECTS = "The document exceeds the limit of 15000 objects.";
const DAYS = "The document exceeds the limit of 300 days.";
const VALUES = "The document exceeds the limit of 50000 values.";

describe("a document that would produce too much", () => {
  it.each<[string, Who, string, string, Record<string, unknown>?]>([
    ["lists inside lists", Role.VIEWER, `{ apis { ${operations(4)} } }`, OBJECTS],
    ["pages inside pages", Role.VIEWER, `{ account { ${pages(3, "(first: 100)")} } }`, OBJECTS],
    [
      "many small pages inside one",
      Role.VIEWER,
      `{ account { throttleRequests(first: 100) { nodes { account { ${pages(3, "(first: 1)")} } } } } }`,
      OBJECTS,
    ],
    [
      "a field under many names in each entry",
      Role.VIEWER,
      `{ account { apiKeys(first: 100) { nodes { ${times(50, (at) => `a${at}: usage(days: 90) { points { at } }`)} } } } }`,
      OBJECTS,
    ],
    [
      "many names for a value of each entry",
      Role.VIEWER,
      `{ account { throttleLimits { series(hours: 720) { ${times(50, (at) => `a${at}: at`)} } } } }`,
      VALUES,
    ],
    [
      "a page whose length is a variable",
      Role.VIEWER,
      `query ($first: Int!) { account { apiKeys(first: $first) { ${times(10, (at) => `a${at}: nodes { usage { points { at } } }`)} } } }`,
      OBJECTS,
      { first: 100 },
    ],
    [
      "the schema about itself, under many names",
      Role.VIEWER,
      `{ __schema { ${times(40, (at) => `a${at}: types { fields { type { fields { name } } } }`)} } }`,
      OBJECTS,
    ],
    [
      "sums of many periods in each entry",
      Role.VIEWER,
      `{ account { apiKeys(first: 100) { nodes { ${times(45, (at) => `a${at}: usage(days: ${at + 3}) { denied }`)} } } } }`,
      OBJECTS,
    ],
    [
      "sums of many periods of one key",
      Role.VIEWER,
      `{ account { apiKey(id: "key_1") { ${times(6, (at) => `a${at}: usage(days: ${at + 50}) { denied }`)} } } }`,
      DAYS,
    ],
    [
      "many changes whose calls are looked for",
      Role.VIEWER,
      `{ ${times(4, (at) => `a${at}: previewAccessChange(input: {apiKeyId: "key_1"}) { denied }`)} }`,
      DAYS,
    ],
    [
      "a long list that many fields are given",
      Role.VIEWER,
      `query ($input: PreviewAccessChangeInput!) { ${times(40, (at) => `a${at}: previewAccessChange(input: $input) { denied }`)} }`,
      VALUES,
      {
        input: {
          apiKeyId: "key_1",
          permissions: { scope: "SELECTED_APIS", codes: Array(30_000).fill("sms") },
        },
      },
    ],
    [
      "a long list inside what many fields are given",
      Role.VIEWER,
      `query ($codes: [String!]) { ${times(20, (at) => `a${at}: previewAccessChange(input: {apiKeyId: "key_1", permissions: {scope: SELECTED_APIS, codes: $codes}}) { denied }`)} }`,
      VALUES,
      { codes: Array(30_000).fill("sms") },
    ],
    [
      "a long text that many fields are given",
      Role.VIEWER,
      `query ($id: ID!) { account { ${times(50, (at) => `a${at}: auditEvents(subjectId: $id, first: 1) { totalCount }`)} } }`,
      VALUES,
      { id: "x".repeat(3_900_000) },
    ],
    [
      "a call that is judged many times",
      Role.VIEWER,
      `query ($input: SimulateAccessInput!) { ${times(15, (at) => `a${at}: simulateAccess(input: $input) { allowed }`)} }`,
      OBJECTS,
      { input: { apiKeyId: "key_1", method: "GET", path: "/v1" } },
    ],
    [
      "limits of all accounts",
      "operator",
      `{ accounts(first: 100) { nodes { throttleLimits { limitAfterwards } } } }`,
      OBJECTS,
    ],
  ])("is refused for %s, before it runs", async (_, who, query, message, variables) => {
    const cpu: number[] = [];
    for (let run = 0; run < 5; run++) {
      const before = process.cpuUsage();
      const reply = await world.ask(who, query, variables);
      const { user, system } = process.cpuUsage(before);
      cpu.push((user + system) / 1_000);
      expect(reply.errors.map((error) => error.message)).toEqual([message]);
      expect([reply.status, reply.data]).toEqual([400, undefined]);
      expect(reply.errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
    }
    // The least of some: what else the machine does at the time is not the document's cost.
    expect(Math.min(...cpu)).toBeLessThan(50);
  });
});

describe("a status that is listed many times", () => {
  const status = Array.from({ length: 35_000 }, () => "DISABLED");

  it("counts once for keys", async () => {
    const query = "query ($status: [ApiKeyStatus!]) { account { apiKeys(status: $status) { totalCount } } }";
    expect((await world.ask(Role.VIEWER, query, { status })).data.account.apiKeys.totalCount).toBe(0);
  });

  it("counts once for requests", async () => {
    const query =
      "query ($status: [ThrottleRequestStatus!]) { account { throttleRequests(status: $status) { totalCount } } }";
    const { data } = await world.ask(Role.VIEWER, query, { status: status.map(() => "PENDING") });
    expect(data.account.throttleRequests.totalCount).toBe(0);
  });
});
