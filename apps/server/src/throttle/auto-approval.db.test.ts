import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Member, Role } from "../accounts/member.entity.js";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { newId } from "../database/ids.js";
import { createWorld, type World } from "../graphql/testing/world.js";
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
const ask = (limit: number, api = "sms") => {
  world.clock.at += 1;
  const selection =
    "throttleRequest { id status version grantedLimit decidedBy { id } decidedAt decisionNote } errors { code }";
  return world.act(Role.DEVELOPER, "requestThrottleLimit", { api, limit, reason: "Diwali" }, selection);
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
    expect((await ask(399)).throttleRequest.status).toBe("PENDING");
  });
});
