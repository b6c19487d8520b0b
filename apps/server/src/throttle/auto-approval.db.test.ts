import { IsNull, Like } from "typeorm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Member, Role } from "../accounts/member.entity.js";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { holdChain } from "../audit/chain.js";
import { newId } from "../database/ids.js";
import { underWay } from "../database/testing/under-way.js";
import { createWorld, type Who, type World } from "../graphql/testing/world.js";
import { AutoApprovalRule } from "./auto-approval-rule.entity.js";
import { ThrottleGrant } from "./throttle-grant.entity.js";
import { ThrottleMinute } from "./throttle-usage.entity.js";

let world: World;
beforeAll(async () => {
  world = await createWorld();
  const minute = Math.floor(world.clock.at / 60_000) - 1;
  const row = { accountId: world.alpha.id, apiCode: "sms", minute, gatewayId: "a", peak: 161, throttled: 0 };
  await world.database.write((manager) => manager.insert(ThrottleMinute, row));
});
afterAll(() => world.close());

const setRule = (fields: object) =>
  world.act("operator", "setAutoApprovalRule", {
    enabled: true,
    upToTimesDefault: 2,
    peakShare: 0.8,
    ...fields,
  });
const end = (fields: object = {}) =>
  world.act(
    "operator",
    "endThrottleGrant",
    { accountSid: "alpha", api: "sms", ...fields },
    "throttleLimit { limit } errors { code }",
  );
const ask = (limit: number, api = "sms", who: Who = Role.DEVELOPER) => {
  world.clock.at += 1;
  const selection =
    "throttleRequest { id status version grantedLimit decidedBy { id } decidedAt decisionNote } errors { code }";
  return world.act(who, "requestThrottleLimit", { api, limit, reason: "Diwali" }, selection);
};

describe("the rule", () => {
  it("is off at first, so that every request waits", async () => {
    const { data } = await world.ask(
      "operator",
      "{ autoApprovalRule { enabled upToTimesDefault peakShare } }",
    );
    expect(data.autoApprovalRule).toEqual({ enabled: false, upToTimesDefault: 2, peakShare: 0.8 });
    const { throttleRequest } = await ask(201);
    expect(throttleRequest).toMatchObject({ status: "PENDING", decisionNote: null });
    await world.act(Role.DEVELOPER, "withdrawThrottleRequest", { id: throttleRequest.id });
  });

  it("is changed with one event of the installation", async () => {
    expect(await setRule({})).toEqual({
      autoApprovalRule: { enabled: true, upToTimesDefault: 2, peakShare: 0.8 },
      errors: [],
    });
    const { manager } = world.database.reader;
    expect(await manager.findBy(AuditEvent, { action: "autoApprovalRule.changed" })).toMatchObject([
      { accountId: null, actorUserId: world.users.get("operator")?.id },
    ]);
  });

  it("is changed by who names no version also when another operator changes it at the same moment", async () => {
    const { manager } = world.database.reader;
    const { id, version } = await manager.findOneByOrFail(AutoApprovalRule, { id: 1 });
    const other = await underWay(world.database, (writing) =>
      writing.update(AutoApprovalRule, { id }, { version: version + 1 }),
    );
    const late = setRule({});
    await other.heldUp();
    other.release();
    await other.done;
    expect((await late).errors).toEqual([]);
    expect((await setRule({ expectedVersion: version + 1 })).errors).toMatchObject([
      { code: "STALE_VERSION" },
    ]);
  });

  it.each<[object, string]>([
    [{ upToTimesDefault: 0.9 }, "upToTimesDefault"],
    [{ upToTimesDefault: 1_001 }, "upToTimesDefault"],
    [{ peakShare: -0.1 }, "peakShare"],
    [{ peakShare: 1.1 }, "peakShare"],
  ])("refuses %j", async (fields, name) => {
    expect(await setRule(fields)).toMatchObject({
      autoApprovalRule: null,
      errors: [{ code: "INVALID", path: [name] }],
    });
  });
});

describe("the rule between operators", () => {
  it("tells who set it, and is not changed by who has seen another", async () => {
    const seen = async () =>
      (await world.ask("operator", "{ autoApprovalRule { version setBy { name } peakShare } }")).data
        .autoApprovalRule;
    const { version, setBy } = await seen();
    expect(setBy).toEqual({ name: "The operator" });
    expect((await setRule({ peakShare: 0.7, expectedVersion: version })).errors).toEqual([]);
    expect(await setRule({ peakShare: 0.6, expectedVersion: version })).toMatchObject({
      autoApprovalRule: null,
      errors: [{ code: "STALE_VERSION", path: ["expectedVersion"] }],
    });
    expect(await seen()).toMatchObject({ version: version + 1, peakShare: 0.7 });
    const events = await world.database.reader.manager.findBy(AuditEvent, {
      action: "autoApprovalRule.changed",
      summary: Like("%70 %"),
    });
    expect(events.map(({ summary }) => summary)).toEqual([
      "Requests are approved at once up to 2 times the default when the peak is above 70 % of the limit in force.",
    ]);
    await setRule({ expectedVersion: version + 1 });
  });
});

describe("a request, while the rule is on", () => {
  it("waits when the operator who set the rule is a member of the account", async () => {
    const now = new Date(world.clock.at);
    const userId = world.users.get("operator")?.id ?? "";
    const id = newId("mem", now);
    const member = { id, accountId: world.alpha.id, userId, role: Role.VIEWER, joinedAt: now };
    await world.database.write((manager) => manager.insert(Member, member));
    const { throttleRequest } = await ask(400);
    expect(throttleRequest.status).toBe("PENDING");
    await world.act(Role.DEVELOPER, "withdrawThrottleRequest", { id: throttleRequest.id });
    await world.database.write((manager) => manager.delete(Member, { id }));
  });

  it("waits when it asks for more than so many times the default", async () => {
    const { throttleRequest } = await ask(401);
    expect(throttleRequest.status).toBe("PENDING");
    await world.act(Role.DEVELOPER, "withdrawThrottleRequest", { id: throttleRequest.id });
  });

  it("waits when the peak was not above the share of the limit", async () => {
    const { throttleRequest } = await ask(101, "voice");
    expect(throttleRequest.status).toBe("PENDING");
  });

  it("waits when the peak was the very share of the limit", async () => {
    await setRule({ peakShare: 161 / 200 });
    const { throttleRequest } = await ask(400);
    expect(throttleRequest.status).toBe("PENDING");
    await world.act(Role.DEVELOPER, "withdrawThrottleRequest", { id: throttleRequest.id });
    await setRule({});
  });

  it("is approved at once, by nobody, with one event that says so; and the next is measured by the new limit", async () => {
    const { throttleRequest } = await ask(400);
    expect(throttleRequest).toEqual({
      id: expect.any(String),
      status: "APPROVED",
      version: 2,
      grantedLimit: 400,
      decidedBy: null,
      decidedAt: new Date(world.clock.at).toISOString(),
      decisionNote:
        "Approved by rule: up to 2 times the default, and the peak was above 80 % of the limit in force.",
    });
    const { manager } = world.database.reader;
    expect(await manager.findBy(AuditEvent, { subjectId: throttleRequest.id })).toMatchObject([
      { action: "throttleRequest.autoApproved", actorUserId: world.users.get(Role.DEVELOPER)?.id },
    ]);
    const { data } = await world.ask(
      Role.VIEWER,
      "{ account { throttleLimits { limit pendingRequest { id } } } }",
    );
    expect(data.account.throttleLimits[0]).toEqual({ limit: 400, pendingRequest: null });
    const waiting = (await ask(399)).throttleRequest;
    expect(waiting.status).toBe("PENDING");
    await world.act(Role.DEVELOPER, "withdrawThrottleRequest", { id: waiting.id });
  });

  it("is one of those that are approved at once, of many at the same moment", async () => {
    await end();
    const asking: Who[] = [Role.OWNER, Role.ADMIN, Role.DEVELOPER, "writing key"];
    const answers = await Promise.all([...asking, ...asking].map((who) => ask(400, "sms", who)));
    const became = answers.map(({ throttleRequest, errors }) => throttleRequest?.status ?? errors[0]?.code);
    expect(became.sort()).toEqual(["APPROVED", "PENDING", ...Array(6).fill("REQUEST_PENDING")]);
    const waiting = answers.find(({ throttleRequest }) => throttleRequest?.status === "PENDING");
    await world.act(Role.OWNER, "withdrawThrottleRequest", { id: waiting.throttleRequest.id });
  });

  it("is not ended unseen, by an operator who has looked at the grant before it", async () => {
    const { manager } = world.database.reader;
    await setRule({ peakShare: 0 });
    const { id: grantId } = await manager.findOneByOrFail(ThrottleGrant, { endedAt: IsNull() });
    // Every change waits for the end of the chain, just before its commit.
    const other = await underWay(world.database, (writing) => holdChain(writing, world.alpha.id));
    const asked = ask(300);
    await other.heldUp();
    const late = end({ grantId });
    await other.heldUp(2);
    other.release();
    await other.done;
    expect((await asked).throttleRequest).toMatchObject({ status: "APPROVED" });
    expect((await late).errors).toMatchObject([{ code: "STALE_VERSION" }]);
    expect((await end()).throttleLimit.limit).toBe(400);
  });
});
