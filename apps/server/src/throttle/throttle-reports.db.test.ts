import { createEnforcer, type Enforcer } from "@latchkey/enforcer";
import { basic } from "@latchkey/enforcer/testing";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { createWorld, type World } from "../graphql/testing/world.js";

let world: World;
let gateways: Enforcer[];
let authorization: string;
beforeAll(async () => {
  world = await createWorld();
  await world.act("operator", "setApiDefaultLimit", { api: "sms", limit: 5 });
  const made = await world.act(Role.OWNER, "createApiKey", { name: "key" }, "token apiKey { key }");
  authorization = basic(made.apiKey.key, made.token);
  gateways = await Promise.all(
    [1, 2].map(() => createEnforcer({ databaseUrl: world.url, clock: world.clock, pollMilliseconds: 50 })),
  );
  for (const { ready } of gateways) await ready;
});
afterAll(async () => {
  for (const gateway of gateways) await gateway.close();
  await world.close();
});

async function call(gateway: number, times: number): Promise<void> {
  const request = { authorization, method: "GET", path: "/v1/Accounts/alpha/sms.list", clientAddress: null };
  for (let time = 0; time < times; time++) await gateways[gateway]?.decide(request, "r");
}
/** Moves the clock, which may end the lease, and lets gateways hear from the database again. */
async function move(milliseconds: number): Promise<void> {
  world.clock.at += milliseconds;
  for (const gateway of gateways) {
    do await gateway.pull();
    while (!gateway.status().ready);
  }
}
const sms = async () =>
  (await world.ask(Role.VIEWER, "{ account { throttleLimits { used peak throttled } } }")).data.account
    .throttleLimits[0];

describe("what two gateways report of one limit", () => {
  it("is added up, and stands as evidence beside a request", async () => {
    await call(0, 3);
    await call(1, 7);
    await vi.waitFor(async () => expect(await sms()).toEqual({ used: 8, peak: 8, throttled: 2 }), 10_000);
    await move(61_000);
    await call(0, 1);
    await vi.waitFor(async () => expect(await sms()).toEqual({ used: 1, peak: 8, throttled: 2 }), 10_000);
    const { throttleRequest } = await world.act(
      Role.OWNER,
      "requestThrottleLimit",
      { api: "sms", limit: 9, reason: "Diwali" },
      "throttleRequest { currentLimit evidence { peak throttled days } }",
    );
    expect(throttleRequest).toEqual({ currentLimit: 5, evidence: { peak: 8, throttled: 2, days: 7 } });
  });

  it("counts a window in full when one gateway admits at the end of a minute and the other in the next", async () => {
    await world.act("operator", "setApiDefaultLimit", { api: "sms", limit: 100 });
    await vi.waitFor(() => {
      for (const gateway of gateways)
        expect(gateway.rules().findLimit(world.alpha.id, "sms", world.clock.at)?.limit).toBe(100);
    }, 10_000);
    await move(2 * 60_000 - (world.clock.at % 60_000) - 1_000);
    await call(0, 20);
    await vi.waitFor(async () => expect(await sms()).toMatchObject({ used: 20, peak: 20 }), 10_000);
    await move(2_000);
    await call(1, 30);
    await vi.waitFor(async () => expect(await sms()).toMatchObject({ used: 50, peak: 50 }), 10_000);
  });
});
