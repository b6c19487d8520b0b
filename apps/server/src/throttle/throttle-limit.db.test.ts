import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { Api } from "../catalogue/api.entity.js";
import { newId } from "../database/ids.js";
import { databaseNow } from "../database/testing/database-now.js";
import { createWorld, type World } from "../graphql/testing/world.js";
import { ThrottleGrant } from "./throttle-grant.entity.js";
import { ThrottleRequest, ThrottleRequestStatus } from "./throttle-request.entity.js";
import { ThrottleLive, ThrottleMinute } from "./throttle-usage.entity.js";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const limits = async (selection: string) =>
  (await world.ask(Role.VIEWER, `{ account { throttleLimits { api { code } ${selection} } } }`)).data.account
    .throttleLimits;
const sms = async (selection: string) => (await limits(selection))[0];

function grant(limit: number, fields: Partial<ThrottleGrant> = {}) {
  world.clock.at += 1;
  const now = new Date(world.clock.at);
  const common = {
    accountId: world.alpha.id,
    apiCode: "sms",
    grantedById: null,
    requestId: null,
    revision: 0,
  };
  const row = {
    id: newId("grt", now),
    ...common,
    limit,
    validUntil: null,
    createdAt: now,
    endedAt: null,
    ...fields,
  };
  return world.database.write((manager) => manager.insert(ThrottleGrant, row));
}

describe("the limit in force", () => {
  const selection = "limit defaultLimit windowSeconds validUntil";

  it("is the catalogue's at first, then the operators' default", async () => {
    expect(await limits(selection)).toEqual([
      { api: { code: "sms" }, limit: 200, defaultLimit: 200, windowSeconds: 60, validUntil: null },
      { api: { code: "voice" }, limit: 100, defaultLimit: 100, windowSeconds: 60, validUntil: null },
    ]);
    await world.database.write((manager) => manager.update(Api, { code: "sms" }, { operatorLimit: 300 }));
    expect(await sms(selection)).toMatchObject({ limit: 300, defaultLimit: 300 });
  });

  it("is the newest grant that has not ended, else the next older", async () => {
    await grant(400);
    await grant(500, { validUntil: new Date(world.clock.at + 60_000) });
    await grant(600, { endedAt: new Date(world.clock.at) });
    expect(await sms(selection)).toMatchObject({
      limit: 500,
      defaultLimit: 300,
      validUntil: new Date(world.clock.at + 59_998).toISOString(),
    });
    world.clock.at += 60_000;
    expect(await sms(selection)).toMatchObject({ limit: 400, validUntil: null });
  });
});

describe("limits on some Apis", () => {
  const codes = async (argument: string) =>
    (
      await world.ask(Role.VIEWER, `{ account { throttleLimits${argument} { api { code } } } }`)
    ).data.account.throttleLimits.map((limit: { api: { code: string } }) => limit.api.code);

  it.each([
    ['(apis: ["voice"])', ["voice"]],
    ['(apis: ["voice", "sms", "voice", "fax"])', ["sms", "voice"]],
    ["(apis: [])", []],
    ["(apis: null)", ["sms", "voice"]],
  ])("%s are those whose codes are given, in the order of all", async (argument, expected) => {
    expect(await codes(argument)).toEqual(expected);
  });
});

describe("use of a limit", () => {
  it("is added up over gateways, first within a minute, then over minutes", async () => {
    const now = Math.floor(world.clock.at / 60_000);
    const live = await databaseNow(world.database);
    const of = { accountId: world.alpha.id, apiCode: "sms" };
    const minute = (ago: number, gatewayId: string, peak: number, throttled: number) => ({
      ...of,
      minute: now - ago,
      gatewayId,
      peak,
      throttled,
    });
    await world.database.write(async (manager) => {
      await manager.insert(ThrottleMinute, [
        minute(1, "a", 90, 1),
        minute(1, "b", 80, 2),
        minute(2, "a", 150, 0),
        minute(8 * 24 * 60, "a", 190, 70),
      ]);
      await manager.insert(ThrottleLive, [
        { ...of, gatewayId: "a", used: 30, at: new Date(live - 1_000) },
        { ...of, gatewayId: "b", used: 12, at: new Date(live) },
        { ...of, gatewayId: "gone", used: 99, at: new Date(live - 60_000) },
      ]);
    });
    expect(await sms("used peak throttled month: peak(days: 30)")).toEqual({
      api: { code: "sms" },
      used: 42,
      peak: 170,
      throttled: 3,
      month: 190,
    });
    expect((await limits("used peak throttled"))[1]).toMatchObject({ used: 0, peak: 0, throttled: 0 });
  });

  it("goes on counting what a gateway that has ended had admitted, as it leaves the window", async () => {
    const at = new Date((await databaseNow(world.database)) - 30_000);
    const [, other] = await limits("used");
    const of = { accountId: world.alpha.id, apiCode: other.api.code };
    await world.database.write((manager) =>
      manager.insert(ThrottleLive, { ...of, gatewayId: "ended", used: 4, at }),
    );
    expect((await limits("used"))[1]).toMatchObject({ used: 2 });
  });
});

describe("a pending request", () => {
  it("stands beside its limit, and can be found by its id", async () => {
    const now = new Date(world.clock.at);
    const id = newId("req", now);
    await world.database.write((manager) =>
      manager.insert(ThrottleRequest, {
        id,
        accountId: world.alpha.id,
        apiCode: "sms",
        status: ThrottleRequestStatus.PENDING,
        pendingAccountId: world.alpha.id,
        version: 1,
        currentLimit: 200,
        requestedLimit: 900,
        grantedLimit: null,
        reason: "Diwali",
        validUntil: null,
        requestedById: world.users.get(Role.DEVELOPER)?.id ?? null,
        enteredById: null,
        requestedAt: now,
        decidedById: null,
        decidedAt: null,
        decisionNote: null,
        evidencePeak: 170,
        evidenceThrottled: 3,
        evidenceDays: 7,
      }),
    );
    const expected = {
      id,
      status: "PENDING",
      requestedLimit: 900,
      account: { sid: "alpha" },
      requestedBy: { name: "The DEVELOPER" },
      evidence: { peak: 170, throttled: 3, days: 7 },
    };
    const selection =
      "id status requestedLimit account { sid } requestedBy { name } evidence { peak throttled days }";
    const [first, second] = await limits(`pendingRequest { ${selection} }`);
    expect(first.pendingRequest).toEqual(expected);
    expect(second.pendingRequest).toBeNull();
    const find = (who: Role | "stranger") =>
      world.ask(who, `query ($id: ID!) { node(id: $id) { ... on ThrottleRequest { ${selection} } } }`, {
        id,
      });
    expect((await find(Role.VIEWER)).data.node).toEqual(expected);
    expect((await find("stranger")).data.node).toBeNull();
  });
});
