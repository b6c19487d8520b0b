import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Account } from "../accounts/account.entity.js";
import { Role } from "../accounts/member.entity.js";
import { createWorld, type Who, type World } from "../graphql/testing/world.js";
import { ThrottleRequest } from "./throttle-request.entity.js";
import { ThrottleMinute } from "./throttle-usage.entity.js";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const ASK = { api: "sms", limit: 400, reason: "Diwali" };
const ask = (fields: object = {}, who: Who = Role.DEVELOPER, selection?: string) => {
  world.clock.at += 1;
  return world.act(who, "requestThrottleLimit", { ...ASK, ...fields }, selection);
};
const withdraw = (id: string, fields: object = {}, who: Who = Role.DEVELOPER) =>
  world.act(who, "withdrawThrottleRequest", { id, ...fields });
const count = () => world.database.reader.manager.count(ThrottleRequest);
const refused = (code: string, path: string[] | null) => ({
  throttleRequest: null,
  errors: [{ code, path, message: expect.any(String) }],
});

describe("requestThrottleLimit", () => {
  it("makes a pending request with the limit in force and the evidence of 7 days, and one event", async () => {
    const minute = Math.floor(world.clock.at / 60_000) - 1;
    const row = { accountId: world.alpha.id, apiCode: "sms", minute };
    await world.database.write((manager) =>
      manager.insert(ThrottleMinute, [
        { ...row, gatewayId: "a", peak: 120, throttled: 4 },
        { ...row, gatewayId: "b", peak: 70, throttled: 1 },
        { ...row, minute: minute - 7 * 24 * 60, gatewayId: "a", peak: 200, throttled: 9 },
      ]),
    );
    const selection = `throttleRequest { id status version currentLimit requestedLimit grantedLimit reason validUntil requestedUntil
      requestedBy { name } enteredBy { name } requestedAt decidedBy { name } decidedAt decisionNote endedAt account { sid } api { code }
      evidence { peak throttled days } } effect { gateways confirmed } errors { code }`;
    const validUntil = new Date(world.clock.at + 86_400_000).toISOString();
    const payload = await ask({ validUntil }, Role.DEVELOPER, selection);
    expect(payload).toEqual({
      throttleRequest: {
        id: expect.stringMatching(/^req_/),
        status: "PENDING",
        version: 1,
        currentLimit: 200,
        requestedLimit: 400,
        grantedLimit: null,
        reason: "Diwali",
        validUntil,
        requestedUntil: validUntil,
        requestedBy: { name: "The DEVELOPER" },
        enteredBy: null,
        requestedAt: new Date(world.clock.at).toISOString(),
        decidedBy: null,
        decidedAt: null,
        decisionNote: null,
        endedAt: null,
        account: { sid: "alpha" },
        api: { code: "sms" },
        evidence: { peak: 190, throttled: 5, days: 7 },
      },
      effect: { gateways: 0, confirmed: 0 },
      errors: [],
    });
    const { id } = payload.throttleRequest;
    expect(await world.eventsAbout(id)).toMatchObject([
      {
        action: "throttleRequest.created",
        accountId: world.alpha.id,
        summary: "The request for 400 calls per minute to SMS, where 200 are in force, was made.",
      },
    ]);
    expect((await withdraw(id)).throttleRequest).toMatchObject({ status: "WITHDRAWN", version: 2 });
  });

  it("enters one on behalf of an account when an operator asks", async () => {
    const selection = "throttleRequest { id requestedBy { name } enteredBy { name } } errors { code }";
    const { throttleRequest } = await ask({ accountSid: "alpha" }, "operator", selection);
    expect(throttleRequest).toMatchObject({ requestedBy: null, enteredBy: { name: "The operator" } });
    const seen = await world.ask(
      Role.OWNER,
      "query ($id: ID!) { node(id: $id) { ... on ThrottleRequest { enteredBy { name email } } } }",
      { id: throttleRequest.id },
    );
    expect(seen.data.node).toEqual({ enteredBy: { name: "Operator", email: null } });
    await withdraw(throttleRequest.id);
  });

  it.each<[string, object, string[]]>([
    ["a limit of 0", { limit: 0 }, ["limit"]],
    ["a negative limit", { limit: -5 }, ["limit"]],
    ["a limit over the maximum", { limit: 1_000_001 }, ["limit"]],
    ["an Api that is none", { api: "nothing" }, ["api"]],
    ["the built-in Api", { api: "access-control" }, ["api"]],
    ["an empty reason", { reason: " \n" }, ["reason"]],
    ["an end in the past", { validUntil: "2026-03-01T11:59:59.999Z" }, ["validUntil"]],
    ["an idempotency key too short", { idempotencyKey: "short" }, ["idempotencyKey"]],
  ])("refuses %s", async (_, fields, path) => {
    const before = await count();
    expect(await ask(fields)).toEqual(refused("INVALID", path));
    expect(await count()).toBe(before);
  });

  it("is told all that is wrong at once", async () => {
    const wrong = { api: "nothing", limit: 0, reason: "", validUntil: "2026-03-01T00:00:00Z" };
    const { errors } = await ask(wrong);
    expect(errors.map(({ path }: { path: string[] }) => path)).toEqual(
      Object.keys(wrong).map((name) => [name]),
    );
  });

  it("refuses an end that is now", async () => {
    expect(await ask({ validUntil: new Date(world.clock.at + 1).toISOString() })).toEqual(
      refused("INVALID", ["validUntil"]),
    );
  });

  it("refuses a reason of more than 2,000 characters", async () => {
    expect(await ask({ reason: "x".repeat(2_001) })).toEqual(refused("TOO_LONG", ["reason"]));
  });

  it.each([["12.5"], ["1e3"], ['"300"'], ["3000000000"]])("refuses %s, which is no Int", async (limit) => {
    const query = `mutation { requestThrottleLimit(input: { api: "sms", limit: ${limit}, reason: "x" }) { errors { code } } }`;
    const { status, errors } = await world.ask(Role.DEVELOPER, query);
    expect([status, errors[0]?.extensions.code]).toEqual([400, "BAD_USER_INPUT"]);
  });

  it("takes the least and the greatest limit, and the longest reason", async () => {
    for (const fields of [{ limit: 1 }, { limit: 1_000_000 }, { reason: "🙂".repeat(2_000) }]) {
      const { throttleRequest, errors } = await ask(fields);
      expect(errors).toEqual([]);
      await withdraw(throttleRequest.id);
    }
  });

  it("refuses a second pending one for the Api, and none for another", async () => {
    const { throttleRequest: first } = await ask();
    expect(await ask({ limit: 500 })).toEqual(refused("REQUEST_PENDING", ["api"]));
    const { throttleRequest: other } = await ask({ api: "voice" });
    await withdraw(first.id);
    const { throttleRequest: again, errors } = await ask({ limit: 500 });
    expect(errors).toEqual([]);
    for (const { id } of [other, again]) await withdraw(id);
  });

  it("is possible beside a pending one that somebody has damaged, which nobody can end", async () => {
    const { throttleRequest: damaged } = await ask();
    const damage = "UPDATE `throttle_request` SET `status` = 'NONSENSE' WHERE `id` = ?";
    await world.database.write((manager) => manager.query(damage, [damaged.id]));
    const { throttleRequest, errors } = await ask();
    expect(errors).toEqual([]);
    await withdraw(throttleRequest.id);
    await world.database.write((manager) => manager.delete(ThrottleRequest, { id: damaged.id }));
  });

  it("makes one of twenty that are asked at the same moment", async () => {
    const payloads = await Promise.all(Array.from({ length: 20 }, () => ask({}, Role.OWNER)));
    const codes = payloads.flatMap(({ errors }) => errors?.map(({ code }: { code: string }) => code));
    expect(codes).toEqual(Array(19).fill("REQUEST_PENDING"));
    await withdraw(payloads.find(({ throttleRequest }) => throttleRequest !== null).throttleRequest.id);
  });

  it("is done once for one idempotency key, and gives back what was made", async () => {
    const idempotencyKey = "diwali-2026-sms-limit";
    const { throttleRequest } = await ask({ idempotencyKey });
    expect(await ask({ idempotencyKey })).toMatchObject({
      throttleRequest: { id: throttleRequest.id },
      errors: [{ code: "ALREADY_APPLIED" }],
    });
    expect(await ask({ idempotencyKey, limit: 401 })).toEqual(
      refused("IDEMPOTENCY_CONFLICT", ["idempotencyKey"]),
    );
    await withdraw(throttleRequest.id);
  });

  it("is NOT_FOUND for a sid that nobody has, and for an operator who names none", async () => {
    expect(await ask({ accountSid: "gamma" }, "operator")).toEqual({ topLevel: "NOT_FOUND" });
    expect(await ask({}, "operator")).toEqual({ topLevel: "NOT_FOUND" });
  });
});

describe("withdrawThrottleRequest", () => {
  it("is refused with another version, and when the request was withdrawn already", async () => {
    const { id } = (await ask()).throttleRequest;
    expect(await withdraw(id, { expectedVersion: 2 })).toEqual(refused("STALE_VERSION", ["expectedVersion"]));
    expect((await withdraw(id, { expectedVersion: 1 })).errors).toEqual([]);
    expect(await withdraw(id)).toEqual(refused("ALREADY_DECIDED", null));
    expect(await world.eventsAbout(id)).toHaveLength(2);
  });

  it("is not for operators, who decline", async () => {
    const { id } = (await ask()).throttleRequest;
    expect(await withdraw(id, {}, "operator")).toEqual({ topLevel: "FORBIDDEN" });
    expect(await withdraw(id, {}, Role.VIEWER)).toEqual({ topLevel: "FORBIDDEN" });
    await withdraw(id);
  });
});

describe("lists of requests", () => {
  const page = async (who: Who, field: string, args: string) => {
    const query = `{ ${field}${args} { totalCount pageInfo { hasNextPage hasPreviousPage endCursor } nodes { id status } } }`;
    return (await world.ask(who, field.startsWith("account") ? `${query} }` : query)).data;
  };
  const ids = (connection: { nodes: { id: string }[] }) => connection.nodes.map(({ id }) => id);

  it("give operators all of them, the oldest first, in pages", async () => {
    const pending = (await ask()).throttleRequest.id;
    const theirs = (await ask({}, "stranger")).throttleRequest.id;
    const all = (await page("operator", "throttleRequests", "(first: 100)")).throttleRequests;
    expect(ids(all)).toEqual([...ids(all)].sort());
    expect(all.totalCount).toBe(await count());
    const waiting = await page("operator", "throttleRequests", "(status: [PENDING], first: 1)");
    expect(waiting.throttleRequests).toMatchObject({
      totalCount: 2,
      nodes: [{ id: pending }],
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    });
    const after = waiting.throttleRequests.pageInfo.endCursor;
    const rest = await page(
      "operator",
      "throttleRequests",
      `(status: [PENDING], first: 1, after: "${after}")`,
    );
    expect(rest.throttleRequests).toMatchObject({
      nodes: [{ id: theirs }],
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
    await withdraw(pending);
    await withdraw(theirs, {}, "stranger");
  });

  it("give an account its own, the newest first", async () => {
    const { account } = (
      await world.ask(
        Role.VIEWER,
        "{ account { throttleRequests(status: [WITHDRAWN]) { totalCount nodes { id } } } }",
      )
    ).data;
    const all = ids(account.throttleRequests);
    const about = await world.ask(
      Role.VIEWER,
      '{ account { throttleRequests(api: "voice", first: 100) { totalCount nodes { api { code } } } } }',
    );
    const { nodes, totalCount } = about.data.account.throttleRequests;
    expect(totalCount).toBe(
      await world.database.reader.manager.countBy(ThrottleRequest, {
        accountId: world.alpha.id,
        apiCode: "voice",
      }),
    );
    expect(nodes).toEqual(Array(totalCount).fill({ api: { code: "voice" } }));
    expect(totalCount).toBeGreaterThan(0);
    expect(all).toEqual([...all].sort().reverse());
    const { manager } = world.database.reader;
    expect(account.throttleRequests.totalCount).toBe(
      await manager.countBy(ThrottleRequest, { accountId: world.alpha.id }),
    );
  });

  it("go on without the requests of an account that is gone", async () => {
    await ask({}, "stranger");
    await world.database.write((manager) => manager.delete(Account, { id: world.beta.id }));
    const { errors, data } = await world.ask(
      "operator",
      "{ throttleRequests(first: 100) { nodes { account { sid } api { code } } } }",
    );
    expect(errors).toEqual([]);
    expect(data.throttleRequests.nodes).not.toContainEqual({
      account: { sid: "beta" },
      api: { code: "sms" },
    });
  });
});
