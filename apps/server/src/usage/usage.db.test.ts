import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { createWorld, type World } from "../graphql/testing/world.js";
import { Denial } from "./denial.entity.js";
import { LastUse } from "./last-use.entity.js";
import { UsageMinute } from "./usage-minute.entity.js";

const HOUR = 60;
const DAY = 24 * HOUR;

let world: World;
let id: string;
let tokenId: string;
let now: number;

beforeAll(async () => {
  world = await createWorld();
  const { apiKey } = await world.act(Role.OWNER, "createApiKey", { name: "key" });
  id = apiKey.id;
  tokenId = apiKey.tokens[0].id;
  now = Math.floor(world.clock.at / 60_000);
  const row = (minutesAgo: number, calls: number, fields: Partial<UsageMinute> = {}) => ({
    apiKeyId: id,
    minute: now - minutesAgo,
    tokenId,
    operation: "sms.send",
    outcome: "ALLOWED",
    address: "203.0.113.1",
    calls,
    lastAt: new Date((now - minutesAgo) * 60_000),
    ...fields,
  });
  await world.database.write(async (manager) => {
    await manager.insert(UsageMinute, [
      row(0, 5),
      row(0, 2, { outcome: "THROTTLED" }),
      row(0, 3, { outcome: "WRONG_TOKEN", tokenId: "", operation: "", address: "" }),
      row(59, 7, { operation: "voice.calls.list", address: "other" }),
      row(60, 11),
      row(DAY, 13),
      row(40 * DAY, 1_000),
    ]);
    await manager.insert(LastUse, [
      {
        tokenId,
        apiKeyId: id,
        at: new Date(world.clock.at - 5_000),
        address: "203.0.113.1",
        operation: "sms.retired",
      },
      {
        tokenId: "tok_gone",
        apiKeyId: id,
        at: new Date(world.clock.at - 9_000),
        address: "203.0.113.2",
        operation: "sms.send",
      },
    ]);
    await manager.insert(
      Denial,
      [1, 2, 3].map((at) => ({
        id: `denial-${at}`,
        apiKeyId: id,
        requestId: `request-${at}`,
        at: new Date(world.clock.at - at * 1_000),
        reason: "IP_NOT_ALLOWED",
        method: "GET",
        path: "/v1",
        address: null,
        operation: null,
      })),
    );
  });
});
afterAll(() => world.close());

const key = async (selection: string) =>
  (await world.ask(Role.VIEWER, `query ($id: ID!) { account { apiKey(id: $id) { ${selection} } } }`, { id }))
    .data.account.apiKey;

describe("usage of a key", () => {
  it("sums up a day in hours, without gaps", async () => {
    const { usage } = await key("usage(days: 1) { allowed denied points { at allowed denied } }");
    expect(usage).toMatchObject({ allowed: 23, denied: 5 });
    expect(usage.points).toHaveLength(24);
    expect(usage.points.slice(-2)).toEqual([
      { at: "2026-03-01T11:00:00.000Z", allowed: 18, denied: 0 },
      { at: "2026-03-01T12:00:00.000Z", allowed: 5, denied: 5 },
    ]);
  });

  it("sums up 30 days in days", async () => {
    const { usage } = await key("usage { allowed points { at allowed } }");
    expect(usage.allowed).toBe(36);
    expect(usage.points).toHaveLength(30);
    expect(usage.points.at(-1)).toEqual({ at: "2026-03-01T00:00:00.000Z", allowed: 23 });
  });

  it("tells Apis and callers apart, the busiest first", async () => {
    const { usage } = await key(
      "usage(days: 2) { byApi { api allowed denied } byAddress { address calls lastSeenAt } }",
    );
    expect(usage.byApi).toEqual([
      { api: "sms", allowed: 29, denied: 2 },
      { api: "voice", allowed: 7, denied: 0 },
    ]);
    expect(usage.byAddress).toEqual([
      { address: "203.0.113.1", calls: 31, lastSeenAt: "2026-03-01T12:00:00.000Z" },
      { address: "other", calls: 7, lastSeenAt: "2026-03-01T11:01:00.000Z" },
    ]);
  });

  it("keeps apart periods that are asked for at once", async () => {
    const both = await key("day: usage(days: 1) { allowed } quarter: usage(days: 90) { allowed }");
    expect(both).toEqual({ day: { allowed: 23 }, quarter: { allowed: 1_036 } });
  });
});

describe("uses of a token", () => {
  it("count every call in which it was right, whatever came after", async () => {
    const { tokens } = await key("tokens { hour: uses(hours: 1) day: uses(hours: 24) ever: uses }");
    expect(tokens).toEqual([{ hour: 14, day: 25, ever: 1_038 }]);
  });

  it("begin with a whole hour where more than 48 are asked for, since older use is kept by the hour", async () => {
    const { tokens } = await key(
      `tokens { less: uses(hours: ${40 * 24 - 1}) more: uses(hours: ${40 * 24}) }`,
    );
    expect(tokens).toEqual([{ less: 38, more: 1_038 }]);
  });
});

describe("calls by key", () => {
  const callsByKey = async (args: string) =>
    (
      await world.ask(
        Role.VIEWER,
        `{ account { callsByKey(${args}) { apiKey { name } allowed throttled } } }`,
      )
    ).data.account.callsByKey;

  it("tell which keys call an Api and which were throttled, in the last day unless told otherwise", async () => {
    expect(await callsByKey('api: "sms"')).toEqual([{ apiKey: { name: "key" }, allowed: 16, throttled: 2 }]);
    expect(await callsByKey('api: "sms", hours: 1')).toEqual([
      { apiKey: { name: "key" }, allowed: 5, throttled: 2 },
    ]);
    expect(await callsByKey('api: "voice", hours: 24')).toEqual([
      { apiKey: { name: "key" }, allowed: 7, throttled: 0 },
    ]);
  });

  it("are none for an Api that nobody calls, and for a code that is none", async () => {
    expect(await callsByKey('api: "campaigns"')).toEqual([]);
    expect(await callsByKey('api: "nothing"')).toEqual([]);
  });
});

describe("callers with a token", () => {
  it("are where calls came from in which it was right, the latest seen first", async () => {
    const { tokens } = await key("tokens { callers(hours: 1) { address calls lastSeenAt } }");
    expect(tokens).toEqual([
      {
        callers: [
          { address: "203.0.113.1", calls: 7, lastSeenAt: "2026-03-01T12:00:00.000Z" },
          { address: "other", calls: 7, lastSeenAt: "2026-03-01T11:01:00.000Z" },
        ],
      },
    ]);
  });

  it("are those of the last day unless told otherwise", async () => {
    const { tokens } = await key("tokens { callers { calls } }");
    expect(tokens).toEqual([{ callers: [{ calls: 18 }, { calls: 7 }] }]);
  });
});

describe("the last use", () => {
  const selection = "lastUsedAt lastUsedAddress lastUsedOperation";

  it("of a key is the newest of any of its tokens, and names its operation, also one that is retired", async () => {
    const used = {
      lastUsedAt: "2026-03-01T11:59:55.000Z",
      lastUsedAddress: "203.0.113.1",
      lastUsedOperation: "sms.retired",
    };
    expect(await key(`${selection} tokens { ${selection} }`)).toEqual({ ...used, tokens: [used] });
  });

  it("of a key that was never used is none", async () => {
    const { apiKey } = await world.act(Role.OWNER, "createApiKey", { name: "never used" });
    const query = `query ($id: ID!) { account { apiKey(id: $id) { ${selection} tokens { ${selection} } } } }`;
    const unused = { lastUsedAt: null, lastUsedAddress: null, lastUsedOperation: null };
    expect((await world.ask(Role.VIEWER, query, { id: apiKey.id })).data.account.apiKey).toEqual({
      ...unused,
      tokens: [unused],
    });
  });
});

describe("an account", () => {
  const used = async (who: Role | "stranger") =>
    (await world.ask(who, "{ account { hasRequests } }")).data.account.hasRequests;

  it("has requests once any of its keys was used, also when that key is deleted", async () => {
    const { apiKey } = await world.act("stranger", "createApiKey", { name: "used and gone" });
    expect(await used("stranger")).toBe(false);
    await world.database.write((manager) =>
      manager.insert(LastUse, {
        tokenId: apiKey.tokens[0].id,
        apiKeyId: apiKey.id,
        at: new Date(world.clock.at),
        address: null,
        operation: null,
      }),
    );
    expect(await used("stranger")).toBe(true);
    await world.act("stranger", "deleteApiKey", { id: apiKey.id });
    expect(await used("stranger")).toBe(true);
  });

  it("says so in the list of accounts too", async () => {
    const { data } = await world.ask("operator", "{ accounts { nodes { sid hasRequests } } }");
    expect(data.accounts.nodes).toContainEqual({ sid: "alpha", hasRequests: true });
  });
});

describe("recent denials", () => {
  it("are the newest first, as many as asked for", async () => {
    const { recentDenials } = await key("recentDenials(first: 2) { requestId reason address }");
    expect(recentDenials).toEqual([
      { requestId: "request-1", reason: "IP_NOT_ALLOWED", address: null },
      { requestId: "request-2", reason: "IP_NOT_ALLOWED", address: null },
    ]);
  });
});

describe("a denied call", () => {
  const deniedCall = async (requestId: string, who: Role | "stranger" = Role.VIEWER) =>
    (
      await world.ask(
        who,
        "query ($requestId: String!) { account { deniedCall(requestId: $requestId) { apiKey { name } denial { reason path } } } }",
        { requestId },
      )
    ).data.account.deniedCall;

  it("is found by the request id that its caller was given", async () => {
    expect(await deniedCall("request-2")).toEqual({
      apiKey: { name: "key" },
      denial: { reason: "IP_NOT_ALLOWED", path: "/v1" },
    });
  });

  it("is none for any other id, nor for whoever is of another account", async () => {
    expect(await deniedCall("request")).toBeNull();
    expect(await deniedCall("")).toBeNull();
    expect(await deniedCall("request-2", "stranger")).toBeNull();
  });
});
