import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { Account } from "../accounts/account.entity.js";
import { Member, Role } from "../accounts/member.entity.js";
import { Api } from "../catalogue/api.entity.js";
import { newId } from "../database/ids.js";
import { DAY } from "../durations.js";
import { createWorld, type Who, type World } from "../graphql/testing/world.js";
import { ThrottleGrant } from "./throttle-grant.entity.js";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const until = (days: number) => new Date(world.clock.at + days * DAY).toISOString();

async function ask(fields: object = {}, who: Who = Role.OWNER): Promise<string> {
  world.clock.at += 1;
  const input = { api: "sms", limit: 400, reason: "Diwali", ...fields };
  return (await world.act(who, "requestThrottleLimit", input)).throttleRequest.id;
}
const approve = (id: string, fields: object = {}, who: Who = "operator", selection?: string) =>
  world.act(who, "approveThrottleRequest", { id, ...fields }, selection);
const decline = (id: string, fields: object = {}, who: Who = "operator") =>
  world.act(who, "declineThrottleRequest", { id, note: "Not now.", ...fields });
const end = (fields: object = {}) =>
  world.act("operator", "endThrottleGrant", { accountSid: "alpha", api: "sms", ...fields });
const inForce = async () => {
  const { data } = await world.ask(Role.VIEWER, "{ account { throttleLimits { limit validUntil } } }");
  return data.account.throttleLimits[0];
};
const refused = (code: string, path: string[] | null) => ({
  throttleRequest: null,
  errors: [{ code, path, message: expect.any(String) }],
});
const grants = () => world.database.reader.manager.countBy(ThrottleGrant, { accountId: world.alpha.id });

describe("approveThrottleRequest", () => {
  it("grants what was asked, at once, with one event", async () => {
    const validUntil = until(30);
    const id = await ask({ validUntil });
    const selection = `throttleRequest { status version grantedLimit validUntil requestedUntil decidedBy { name } decidedAt
      decisionNote endedAt } effect { gateways } errors { code }`;
    expect(await approve(id, { expectedVersion: 1, note: "Enjoy." }, "operator", selection)).toEqual({
      throttleRequest: {
        status: "APPROVED",
        version: 2,
        grantedLimit: 400,
        validUntil,
        requestedUntil: validUntil,
        decidedBy: { name: "The operator" },
        decidedAt: until(0),
        decisionNote: "Enjoy.",
        endedAt: null,
      },
      effect: { gateways: 0 },
      errors: [],
    });
    expect(await inForce()).toEqual({ limit: 400, validUntil });
    expect((await world.eventsAbout(id)).map(({ action, accountId }) => [action, accountId]).sort()).toEqual([
      ["throttleRequest.approved", world.alpha.id],
      ["throttleRequest.created", world.alpha.id],
    ]);
  });

  it("grants another value, for a time or for ever; what was asked is kept", async () => {
    const shorter = await ask({ validUntil: until(30) });
    expect(
      (await approve(shorter, { grantedLimit: 350, validUntil: until(7) })).throttleRequest,
    ).toMatchObject({
      requestedLimit: 400,
      grantedLimit: 350,
      validUntil: until(7),
    });
    expect(await inForce()).toEqual({ limit: 350, validUntil: until(7) });
    const requestedUntil = until(30);
    const forEver = await ask({ validUntil: requestedUntil });
    const selection = "throttleRequest { validUntil requestedUntil } errors { code }";
    expect((await approve(forEver, { validUntil: null }, "operator", selection)).throttleRequest).toEqual({
      validUntil: null,
      requestedUntil,
    });
    expect(await inForce()).toEqual({ limit: 400, validUntil: null });
  });

  it.each<[string, object, string, string[]]>([
    ["a limit of 0", { grantedLimit: 0 }, "INVALID", ["grantedLimit"]],
    ["a limit over the maximum", { grantedLimit: 1_000_001 }, "INVALID", ["grantedLimit"]],
    ["an end in the past", { validUntil: "2026-03-01T12:00:00.000Z" }, "INVALID", ["validUntil"]],
    ["a note too long", { note: "x".repeat(501) }, "TOO_LONG", ["note"]],
    [
      "bad input before a stale version",
      { grantedLimit: -1, expectedVersion: 7 },
      "INVALID",
      ["grantedLimit"],
    ],
    ["a stale version", { expectedVersion: 7 }, "STALE_VERSION", ["expectedVersion"]],
  ])("refuses %s", async (_, fields, code, path) => {
    const id = await ask();
    const before = await grants();
    expect(await approve(id, fields)).toEqual(refused(code, path));
    expect(await grants()).toBe(before);
    await decline(id);
  });

  it("refuses an end as asked that has passed meanwhile, but not with another end", async () => {
    const id = await ask({ validUntil: until(1) });
    world.clock.at += DAY;
    expect(await approve(id)).toEqual(refused("INVALID", ["validUntil"]));
    expect((await approve(id, { validUntil: until(1) })).errors).toEqual([]);
  });
});

describe("a decision", () => {
  it("is made once: deciding again is refused, whatever it says", async () => {
    for (const first of [approve, decline]) {
      const id = await ask();
      expect((await first(id)).errors).toEqual([]);
      expect(await approve(id)).toEqual(refused("ALREADY_DECIDED", null));
      expect(await decline(id, { expectedVersion: 2 })).toEqual(refused("ALREADY_DECIDED", null));
      expect(await decline(id, { expectedVersion: 1 })).toEqual(
        refused("STALE_VERSION", ["expectedVersion"]),
      );
      expect(await world.act(Role.OWNER, "withdrawThrottleRequest", { id })).toEqual(
        refused("ALREADY_DECIDED", null),
      );
      expect(await world.eventsAbout(id)).toHaveLength(2);
    }
  });

  it("is made by one of twenty who name no version; the others learn that it is made", async () => {
    const id = await ask();
    const payloads = await Promise.all(
      Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? approve(id) : decline(id))),
    );
    const codes = payloads.flatMap(({ errors }) => errors?.map(({ code }: { code: string }) => code));
    expect(codes).toEqual(Array(19).fill("ALREADY_DECIDED"));
  });

  it("is made by one of twenty operators who decide the same version at once", async () => {
    const id = await ask();
    const before = await grants();
    const payloads = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        at % 2 === 0 ? approve(id, { expectedVersion: 1 }) : decline(id, { expectedVersion: 1 }),
      ),
    );
    const codes = payloads.flatMap(({ errors }) => errors?.map(({ code }: { code: string }) => code));
    expect(codes).toEqual(Array(19).fill("STALE_VERSION"));
    const [{ throttleRequest }] = payloads.filter(({ errors }) => errors.length === 0);
    expect((await grants()) - before).toBe(throttleRequest.status === "APPROVED" ? 1 : 0);
    expect(await world.eventsAbout(id)).toHaveLength(2);
  });

  it("may be about what an operator entered, also by that operator", async () => {
    const id = await ask({ accountSid: "alpha" }, "operator");
    expect((await approve(id)).errors).toEqual([]);
  });

  it("may be about a suspended account", async () => {
    const id = await ask();
    const suspend = (suspended: boolean) =>
      world.act("operator", "setAccountSuspended", { accountSid: "alpha", suspended, reason: "Unpaid." });
    await suspend(true);
    expect((await decline(id)).errors).toEqual([]);
    await suspend(false);
  });

  it("is not for an operator who is a member of the account, nor for their own request from when they were", async () => {
    const userId = world.users.get("operator")?.id ?? "";
    const now = new Date(world.clock.at);
    const member = {
      id: newId("mem", now),
      accountId: world.alpha.id,
      userId,
      role: Role.OWNER,
      joinedAt: now,
    };
    await world.database.write((manager) => manager.insert(Member, member));
    const id = await ask({}, "operator");
    const decide = async () => [
      await approve(id),
      await decline(id),
      await world.act("operator", "endThrottleGrant", { accountSid: "alpha", api: "sms" }),
    ];
    const why = async () => {
      const decline = `mutation { declineThrottleRequest(input: {id: "${id}", note: "No."}) { errors { code } } }`;
      return (await world.ask("operator", decline)).errors[0]?.message;
    };
    expect(await decide()).toEqual(Array(3).fill({ topLevel: "FORBIDDEN" }));
    expect(await why()).toMatch(/^You are a member of this account/);
    await world.database.write((manager) => manager.delete(Member, { id: member.id }));
    expect((await decide()).slice(0, 2)).toEqual(Array(2).fill({ topLevel: "FORBIDDEN" }));
    expect(await why()).toMatch(/^You asked for this yourself/);
    expect((await world.eventsAbout(id)).map(({ action }) => action).sort()).toEqual([
      ...Array(2).fill("approveThrottleRequest.refused"),
      ...Array(4).fill("declineThrottleRequest.refused"),
      "throttleRequest.created",
    ]);
    await world.act(Role.OWNER, "withdrawThrottleRequest", { id });
  });

  it("is NOT_FOUND about an account that is gone", async () => {
    const id = await ask({}, "stranger");
    await world.database.write((manager) => manager.delete(Account, { id: world.beta.id }));
    expect([await approve(id), await decline(id)]).toEqual(Array(2).fill({ topLevel: "NOT_FOUND" }));
    await world.database.write((manager) => manager.insert(Account, world.beta));
  });
});

describe("declineThrottleRequest", () => {
  it("leaves the limit as it is, and keeps the note", async () => {
    const before = await inForce();
    const id = await ask();
    expect((await decline(id, { note: "First pay." })).throttleRequest).toMatchObject({
      status: "DECLINED",
      grantedLimit: null,
      decisionNote: "First pay.",
    });
    expect(await inForce()).toEqual(before);
  });

  it.each([
    [" ", "INVALID"],
    ["x".repeat(501), "TOO_LONG"],
  ])("refuses the note %j", async (note, code) => {
    const id = await ask();
    expect(await decline(id, { note })).toEqual(refused(code, ["note"]));
    await decline(id);
  });
});

describe("endThrottleGrant", () => {
  it("brings back the grant before, then the default, and tells it beside the request", async () => {
    while ((await end()).errors.length === 0);
    expect(await inForce()).toEqual({ limit: 200, validUntil: null });
    const first = await ask();
    await approve(first, { grantedLimit: 500, validUntil: until(9) });
    const back = until(9);
    const second = await ask();
    await approve(second, { grantedLimit: 600 });
    world.clock.at += 1;
    expect(await end({ note: "Promised until today." })).toEqual({
      throttleLimit: { limit: 500, defaultLimit: 200, validUntil: back },
      errors: [],
    });
    const find = "query ($id: ID!) { node(id: $id) { ... on ThrottleRequest { status endedAt } } }";
    const node = async (id: string) => (await world.ask(Role.VIEWER, find, { id })).data.node;
    expect(await node(second)).toEqual({ status: "APPROVED", endedAt: until(0) });
    expect(await node(first)).toEqual({ status: "APPROVED", endedAt: null });
    expect((await end()).throttleLimit).toMatchObject({ limit: 200, validUntil: null });
    const { manager } = world.database.reader;
    const [ended] = await manager.findBy(ThrottleGrant, { requestId: second });
    expect(await world.eventsAbout(ended?.id ?? "")).toMatchObject([
      {
        action: "throttleGrant.ended",
        summary:
          "The grant of 600 calls per minute to SMS was ended, 500 are in force again: Promised until today.",
      },
    ]);
  });

  it("ends no other grant than the one that was looked at", async () => {
    const seen = async () => {
      const { data } = await world.ask(
        "operator",
        '{ account(sid: "alpha") { throttleLimits { grantId } } }',
      );
      return data.account.throttleLimits[0].grantId;
    };
    const stale = {
      throttleLimit: null,
      errors: [{ code: "STALE_VERSION", path: null, message: expect.any(String) }],
    };
    expect(await seen()).toBeNull();
    await approve(await ask(), { grantedLimit: 500 });
    const first = await seen();
    await approve(await ask(), { grantedLimit: 600 });
    expect(await end({ grantId: first })).toEqual(stale);
    expect(await inForce()).toMatchObject({ limit: 600 });
    expect((await end({ grantId: await seen() })).throttleLimit).toMatchObject({ limit: 500 });
    expect((await end({ grantId: first })).throttleLimit).toMatchObject({ limit: 200 });
    expect(await end({ grantId: first })).toEqual(stale);
  });

  it.each<[string, object, string[]]>([
    ["when the default is in force", {}, ["api"]],
    ["for an Api that is none", { api: "nothing" }, ["api"]],
  ])("is refused %s", async (_, fields, path) => {
    expect(await end(fields)).toEqual({
      throttleLimit: null,
      errors: [{ code: "INVALID", path, message: expect.any(String) }],
    });
  });

  it("is not possible once the grant has run out by itself", async () => {
    await approve(await ask(), { validUntil: until(1) });
    world.clock.at += DAY;
    expect((await end()).errors).toMatchObject([{ code: "INVALID" }]);
  });
});

describe("the newest grant", () => {
  it("is in force, also when the server that gave it has a clock behind the others'", async () => {
    await approve(await ask(), { grantedLimit: 700 });
    world.clock.at -= 5_000;
    await approve(await ask(), { grantedLimit: 800 });
    expect(await inForce()).toMatchObject({ limit: 800 });
  });

  it("is in force, also when others were given in the same millisecond", async () => {
    const { at } = world.clock;
    for (const grantedLimit of [710, 720, 730, 740, 750]) {
      const id = await ask();
      world.clock.at = at;
      await approve(id, { grantedLimit });
      expect(await inForce()).toMatchObject({ limit: grantedLimit });
    }
  });
});

describe("an Api that has left the catalogue", () => {
  const retire = (at: Date | null) =>
    world.database.write((manager) => manager.update(Api, { code: "sms" }, { retiredAt: at }));
  afterEach(() => retire(null));

  it("has no limit to grant: its request can be declined", async () => {
    const id = await ask();
    await retire(new Date(world.clock.at));
    const before = await grants();
    expect(await approve(id)).toEqual(refused("INVALID", ["id"]));
    expect(await grants()).toBe(before);
    expect((await decline(id)).throttleRequest).toMatchObject({ status: "DECLINED" });
  });

  it("is listed beside the limits while a request about it waits or a grant of it is left", async () => {
    const query =
      "{ account { retiredThrottleLimits { api { code retiredAt } limit pendingRequest { id } } } }";
    const listed = async () => (await world.ask(Role.VIEWER, query)).data.account.retiredThrottleLimits;
    while ((await end()).errors.length === 0);
    const id = await ask();
    expect(await listed()).toEqual([]);
    await retire(new Date(world.clock.at));
    const api = { code: "sms", retiredAt: until(0) };
    expect(await listed()).toEqual([{ api, limit: 200, pendingRequest: { id } }]);
    await decline(id);
    expect(await listed()).toEqual([]);
    await retire(null);
    await approve(await ask(), { grantedLimit: 900 });
    await retire(new Date(world.clock.at));
    expect(await listed()).toEqual([
      { api: { ...api, retiredAt: until(0) }, limit: 900, pendingRequest: null },
    ]);
    await end();
    expect(await listed()).toEqual([]);
  });

  it("keeps its grants until they are ended, with which it would come back", async () => {
    await approve(await ask(), { grantedLimit: 900 });
    await retire(new Date(world.clock.at));
    while ((await end()).errors.length === 0);
    await retire(null);
    expect(await inForce()).toEqual({ limit: 200, validUntil: null });
  });
});
