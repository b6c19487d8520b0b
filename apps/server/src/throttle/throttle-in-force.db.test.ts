import { createEnforcer, type Enforcer } from "@latchkey/enforcer";
import { basic } from "@latchkey/enforcer/testing";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { Api } from "../catalogue/api.entity.js";
import { change, INSTALLATION } from "../database/change.js";
import { newId } from "../database/ids.js";
import { createWorld, type World } from "../graphql/testing/world.js";
import { ThrottleGrant } from "./throttle-grant.entity.js";
import { limitOf } from "./throttle-limit.service.js";

let world: World;
let enforcer: Enforcer;
let authorization: string;
beforeAll(async () => {
  world = await createWorld();
  const made = await world.act(Role.OWNER, "createApiKey", { name: "key" }, "token apiKey { key }");
  authorization = basic(made.apiKey.key, made.token);
  enforcer = await createEnforcer({ databaseUrl: world.url, clock: world.clock, pollMilliseconds: 50 });
  await enforcer.ready;
});
afterAll(async () => {
  await enforcer.close();
  await world.close();
});

const WINDOW = 60_000;
const call = () =>
  enforcer.decide(
    { authorization, method: "GET", path: "/v1/Accounts/alpha/sms.list", clientAddress: null },
    "r",
  );
/** How many calls of `most` pass, until the first that does not. */
async function passing(most: number): Promise<number> {
  for (let passed = 0; passed < most; passed++) if (!(await call()).allowed) return passed;
  return most;
}
/** Lets the gateway look for changes, until its lease holds and it has the change of this number. */
async function follow(revision = 0): Promise<void> {
  const behind = () => !enforcer.status().ready || (enforcer.status().revision ?? 0) < revision;
  do await enforcer.pull();
  while (behind());
}
/** Moves the clock, which ends the lease. */
async function move(milliseconds: number): Promise<void> {
  world.clock.at += milliseconds;
  await follow();
}
/** Decides something, which the gateway then judges by. */
async function decide(mutation: string, input: object): Promise<void> {
  const { effect, errors } = await world.act(
    "operator",
    mutation,
    input,
    "effect { revision } errors { code }",
  );
  expect(errors).toEqual([]);
  await follow(Number(effect.revision));
}
async function approve(limit: number, fields: object = {}): Promise<void> {
  world.clock.at += 1;
  const asked = { api: "sms", limit, reason: "Diwali" };
  const { throttleRequest } = await world.act(Role.OWNER, "requestThrottleLimit", asked);
  await decide("approveThrottleRequest", { id: throttleRequest.id, ...fields });
}
const endGrant = () => decide("endThrottleGrant", { accountSid: "alpha", api: "sms" });

describe("a decision, at a gateway", () => {
  it("is in force as soon as it has looked, for more and for fewer calls", async () => {
    await decide("setApiDefaultLimit", { api: "sms", limit: 5 });
    expect(await passing(99)).toBe(5);
    await approve(8);
    expect(await passing(99)).toBe(3);
    await approve(2);
    expect(await call()).toMatchObject({ allowed: false, rateLimit: { limit: 2, remaining: 0 } });
    await move(WINDOW);
    expect(await passing(99)).toBe(2);
    await endGrant();
    await endGrant();
    expect(await passing(99)).toBe(3);
  });

  it("gives way by itself at its end, to the millisecond", async () => {
    await move(WINDOW);
    const validUntil = new Date(world.clock.at + 3_600_000);
    await approve(9, { validUntil: validUntil.toISOString() });
    await move(validUntil.getTime() - 1 - world.clock.at);
    expect(await passing(99)).toBe(9);
    await move(1);
    expect(await call()).toMatchObject({ allowed: false, rateLimit: { limit: 5, remaining: 0 } });
    await move(WINDOW);
    expect(await passing(99)).toBe(5);
  });
});

describe.each<[keyof ThrottleGrant, number]>([
  ["validUntil", 8_640_000_000_000_001],
  ["createdAt", -1],
  ["limit", 0],
])("a grant that somebody has damaged in its %s", (column, value) => {
  const grant = async () => {
    const { data } = await world.ask(
      "operator",
      '{ account(sid: "alpha") { throttleLimits { grantId limit validUntil } } }',
    );
    return data.account.throttleLimits[0];
  };
  const damage = async () => {
    const { grantId: id } = await grant();
    const { revision } = await change(world, null, INSTALLATION, async ({ manager, touch }) => {
      await manager.query(`UPDATE \`throttle_grant\` SET \`${column}\` = ? WHERE \`id\` = ?`, [value, id]);
      touch(ThrottleGrant, id);
    });
    await follow(revision);
  };

  beforeEach(async () => {
    await move(WINDOW);
    await approve(4, { validUntil: new Date(world.clock.at + 3_600_000).toISOString() });
    await damage();
  });

  it("stands before all others, gives nothing, and is ended by an operator", async () => {
    expect(await grant()).toEqual({ grantId: expect.any(String), limit: 0, validUntil: null });
    expect(await call()).toMatchObject({ allowed: false, reason: "UNAVAILABLE" });
    await endGrant();
    expect(await grant()).toEqual({ grantId: null, limit: 5, validUntil: null });
    expect(await passing(99)).toBe(5);
  });

  it("gives way to the next that is approved", async () => {
    await approve(3);
    expect(await passing(99)).toBe(3);
    await endGrant();
    expect(await grant()).toMatchObject({ grantId: null, limit: 5 });
  });
});

describe("the limit in force", () => {
  const START = Date.parse("2026-01-01T00:00:00.000Z");
  const moment = fc.integer({ min: 0, max: 5 });
  const grant = fc.record({
    limit: fc.integer({ min: 1, max: 1_000_000 }),
    created: moment,
    until: fc.option(moment),
    ended: fc.option(moment),
  });

  it("is the same to the server and to gateways, at any moment, after any grants", async () => {
    const run = async (
      grants: { limit: number; created: number; until: number | null; ended: number | null }[],
    ) => {
      const accountId = newId("acc", new Date(START));
      const at = (offset: number | null) => (offset === null ? null : new Date(START + offset));
      const rows = grants.map(({ limit, created, until, ended }) => ({
        id: newId("grt", new Date(START + created)),
        accountId,
        apiCode: "sms",
        limit,
        validUntil: at(until),
        createdAt: new Date(START + created),
        grantedById: null,
        requestId: null,
        endedAt: at(ended),
        revision: 0,
      }));
      const { revision } = await change(world, null, INSTALLATION, async ({ manager, touch }) => {
        if (rows.length > 0) await manager.insert(ThrottleGrant, rows);
        for (const { id } of rows) touch(ThrottleGrant, id);
      });
      await follow(revision);
      const { manager } = world.database.reader;
      const api = await manager.findOneByOrFail(Api, { code: "sms" });
      for (let offset = 0; offset <= 6; offset++) {
        const now = new Date(START + offset);
        const { limit, windowSeconds } = await limitOf(manager, accountId, api, now);
        const judged = enforcer.rules().findLimit(accountId, "sms", now.getTime());
        expect({ limit, windowSeconds }).toEqual(judged);
      }
    };
    await fc.assert(fc.asyncProperty(fc.array(grant, { maxLength: 6 }), run), { numRuns: 30 });
  });
});
