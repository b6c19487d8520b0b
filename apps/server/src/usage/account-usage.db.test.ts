import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { withBuiltIn } from "../catalogue/built-in.js";
import { Operation } from "../catalogue/operation.entity.js";
import { createWorld, type World } from "../graphql/testing/world.js";
import { addUpHours } from "../retention/add-up-hours.js";
import { UsageMinute } from "./usage-minute.entity.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let world: World;
let keys: string[];
beforeAll(async () => {
  world = await createWorld();
  keys = [];
  for (const who of [Role.OWNER, Role.OWNER, "stranger"] as const)
    keys.push((await world.act(who, "createApiKey", { name: `key ${keys.length}` })).apiKey.id);
  const [first = "", second = "", foreign = ""] = keys;
  const { operations } = withBuiltIn({ apis: [], operations: [] });
  await world.database.write((manager) =>
    manager.insert(
      Operation,
      operations.map((operation) => ({ ...operation, retiredAt: null, revision: 0 })),
    ),
  );
  await insert(
    call(first, "2026-01-31T23:59", 1),
    call(first, "2026-02-01T00:00", 20),
    call(first, "2026-02-10T10:00", 300),
    call(first, "2026-02-10T10:59", 4_000),
    call(first, "2026-02-10T10:30", 7, { outcome: "THROTTLED" }),
    call(first, "2026-02-10T10:30", 8, { outcome: "WRONG_TOKEN", operation: "" }),
    call(first, "2026-02-28T23:59", 50_000, { operation: "access-control.read" }),
    call(second, "2026-02-20T00:00", 600_000, { operation: "voice.calls.list" }),
    call(second, "2026-02-20T00:00", 5_000, { operation: "sms.retired" }),
    call(first, "2026-03-01T00:00", 7_000_000),
    call(second, "2026-03-01T12:00", 80_000_000),
    call(foreign, "2026-02-10T10:00", 900_000_000),
  );
  await world.act(Role.OWNER, "deleteApiKey", { id: second });
});
afterAll(() => world.close());

function call(apiKeyId: string, at: string, calls: number, fields: Partial<UsageMinute> = {}): UsageMinute {
  const lastAt = new Date(`${at}Z`);
  const minute = lastAt.getTime() / MINUTE;
  const rest = { tokenId: "", operation: "sms.send", outcome: "ALLOWED", address: "", ...fields };
  return { apiKeyId, minute, calls, lastAt, ...rest };
}
const insert = (...rows: UsageMinute[]) =>
  world.database.write((manager) => manager.insert(UsageMinute, rows));

const ask = (from: string, to?: string, selection = "allowed denied", who: Role | "stranger" = Role.VIEWER) =>
  world.ask(
    who,
    `query ($from: DateTime!, $to: DateTime) { account { usage(from: $from, to: $to) { ${selection} } } }`,
    { from, to },
  );
const usage = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).data.account.usage;
const FEBRUARY = ["2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"] as const;

describe("usage of an account", () => {
  it("adds up a month of all its keys, deleted ones too, by Api and by operation, the most called first", async () => {
    const selection = "allowed denied byApi { api allowed denied } byOperation { operation allowed denied }";
    expect(await usage(...FEBRUARY, selection)).toEqual({
      allowed: 659_320,
      denied: 15,
      byApi: [
        { api: "voice", allowed: 600_000, denied: 0 },
        { api: "access-control", allowed: 50_000, denied: 0 },
        { api: "sms.retired", allowed: 5_000, denied: 0 },
        { api: "sms", allowed: 4_320, denied: 7 },
      ],
      byOperation: [
        { operation: "voice.calls.list", allowed: 600_000, denied: 0 },
        { operation: "access-control.read", allowed: 50_000, denied: 0 },
        { operation: "sms.retired", allowed: 5_000, denied: 0 },
        { operation: "sms.send", allowed: 4_320, denied: 7 },
      ],
    });
  });

  it("has the first moment of its span, and not the last: next to each other, spans count each call once", async () => {
    const days = ["2026-02-01", "2026-02-11", "2026-02-21", "2026-03-01"].map((day) => `${day}T00:00:00Z`);
    let sum = 0;
    for (const [place, from] of days.slice(0, -1).entries())
      sum += (await usage(from, days[place + 1])).allowed;
    expect(sum).toBe(659_320);
  });

  it("has the minute under way where no end is given", async () => {
    expect(await usage("2026-03-01T00:00:00Z")).toEqual({ allowed: 87_000_000, denied: 0 });
    expect(await usage("2026-03-01T12:00:00Z")).toEqual({ allowed: 80_000_000, denied: 0 });
    expect(await usage("2026-03-01T00:00:00Z", "2026-03-01T12:00:00Z")).toEqual({
      allowed: 7_000_000,
      denied: 0,
    });
  });

  it("is zero where nothing was called", async () => {
    const nothing = { allowed: 0, denied: 0, byApi: [], byOperation: [] };
    const selection = "allowed denied byApi { api } byOperation { operation }";
    expect(await usage("2026-02-02T00:00:00Z", "2026-02-03T00:00:00Z", selection)).toEqual(nothing);
  });

  it("has nothing of another account", async () => {
    expect(await usage(...FEBRUARY, "allowed", "stranger")).toEqual({ allowed: 900_000_000 });
  });

  it("keeps apart spans that are asked for at once", async () => {
    const query = `{ account {
      whole: usage(from: "2026-02-01T00:00:00Z", to: "2026-03-01T00:00:00Z") { allowed }
      half: usage(from: "2026-02-01T00:00:00Z", to: "2026-02-15T00:00:00Z") { allowed } } }`;
    expect((await world.ask(Role.VIEWER, query)).data.account).toEqual({
      whole: { allowed: 659_320 },
      half: { allowed: 4_320 },
    });
  });

  it("is asked of the database for a page of accounts at once", async () => {
    for (let count = 0; count < 60; count++)
      await world.act("stranger", "createApiKey", { name: `another ${count}` });
    const queries: string[] = [];
    const { reader } = world.database;
    reader.setOptions({
      logging: true,
      logger: { logQuery: (query: string) => queries.push(query) } as never,
    });
    const query = `query ($from: DateTime!, $to: DateTime) { accounts(first: 100) { nodes { sid
      usage(from: $from, to: $to) { allowed denied byApi { api } byOperation { operation } } } } }`;
    const [from, to] = FEBRUARY;
    const { data } = await world.ask("operator", query, { from, to });
    reader.setOptions({ logging: false });
    const allowed = data.accounts.nodes.map(({ sid, usage }: { sid: string; usage: { allowed: number } }) => [
      sid,
      usage.allowed,
    ]);
    expect(new Map(allowed)).toEqual(
      new Map([
        ["alpha", 659_320],
        ["beta", 900_000_000],
      ]),
    );
    expect(queries.filter((query) => query.includes("usage_minute"))).toHaveLength(3);
  });

  it("says the same when its minutes have been added up to hours", async () => {
    const spans = [
      FEBRUARY,
      ["2026-02-10T10:00:00Z", "2026-02-10T11:00:00Z"],
      ["2026-02-10T11:00:00Z", "2026-02-20T00:00:00Z"],
    ] as const;
    const all = () =>
      Promise.all(spans.map((span) => usage(span[0], span[1], "allowed denied byApi { api allowed }")));
    const before = await all();
    const rows = await world.database.reader.manager.count(UsageMinute);
    await addUpHours(world);
    expect(await world.database.reader.manager.count(UsageMinute)).toBeLessThan(rows);
    expect(await all()).toEqual(before);
  });
});

describe("a span", () => {
  const now = () => world.clock.at;
  const at = (moment: number) => new Date(moment).toISOString();
  const refusal = async (from: string, to?: string) => {
    const { status, errors } = await ask(from, to);
    expect([status, errors[0]?.extensions.code]).toEqual([400, "BAD_USER_INPUT"]);
    return errors[0]?.message;
  };

  it("begins 90 days ago at most", async () => {
    const first = now() - 90 * 24 * HOUR;
    expect(await usage(at(first))).toMatchObject({ denied: 15 });
    for (const from of [at(first - HOUR), "2025-01-01T00:00:30Z", "0000-01-01T00:00:00Z"])
      expect(await refusal(from)).toBe('"from" must be at most 90 days ago: older use is not kept.');
  });

  it("ends now at most", async () => {
    expect(await usage("2026-03-01T00:00:00Z", at(now()))).toMatchObject({ denied: 0 });
    expect(await refusal("2026-02-01T00:00:00Z", "2026-04-01T00:00:00Z")).toBe(
      '"to" must not be in the future: leave it out for what has been counted so far.',
    );
    expect(await refusal(at(now() + MINUTE))).toBe('"from" must not be in the future.');
  });

  it("has something in it", async () => {
    const [from, to] = FEBRUARY;
    for (const end of [from, "2026-01-01T00:00:00Z"])
      expect(await refusal(from, end)).toBe('"from" must be before "to".');
    expect(await refusal(to, from)).toBe('"from" must be before "to".');
  });

  it("begins and ends with an hour of UTC, whose calls are kept as one", async () => {
    const why = "must be a whole hour of UTC: use of more than 48 hours ago is kept by the hour.";
    expect(await refusal("2026-02-01T00:30:00Z", FEBRUARY[1])).toBe(`"from" ${why}`);
    expect(await refusal(FEBRUARY[0], "2026-02-20T10:00:00.001Z")).toBe(`"to" ${why}`);
    expect(await refusal("2026-02-01T00:00:00+05:30", FEBRUARY[1])).toBe(`"from" ${why}`);
    expect(await usage("2026-02-01T05:00:00+05:00", "2026-03-01T05:00:00+05:00")).toMatchObject({
      allowed: 659_320,
    });
  });

  it("begins and ends with any minute of the last 48 hours: a day of India, say", async () => {
    const [key = ""] = keys;
    await insert(
      call(key, "2026-02-27T18:30", 2),
      call(key, "2026-02-28T18:29", 4),
      call(key, "2026-02-28T18:30", 8),
    );
    expect(await usage("2026-02-28T00:00:00+05:30", "2026-03-01T00:00:00+05:30")).toMatchObject({
      allowed: 6,
    });
    expect(await usage(at(now() - 48 * HOUR + MINUTE))).toMatchObject({ allowed: 87_050_014 });
    expect(await refusal("2026-03-01T00:00:00.500Z")).toBe('"from" must be a whole minute.');
    expect(await refusal("2026-03-01T00:00:00Z", "2026-03-01T00:30:30Z")).toBe(
      '"to" must be a whole minute.',
    );
  });
});
