import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { newId } from "../database/ids.js";
import { createWorld, type World } from "../graphql/testing/world.js";
import { ThrottleGrant } from "./throttle-grant.entity.js";
import { ThrottleMinute } from "./throttle-usage.entity.js";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const sms = async (selection: string) =>
  (await world.ask(Role.VIEWER, `{ account { throttleLimits { api { code } ${selection} } } }`)).data.account
    .throttleLimits[0];

describe("the series of a limit", () => {
  it("adds gateways up within a minute, takes a point's highest minute, and has no gaps", async () => {
    const now = Math.floor(world.clock.at / 60_000);
    const row = (minute: number, gatewayId: string, peak: number, throttled: number, accountId: string) => ({
      minute,
      gatewayId,
      peak,
      throttled,
      accountId,
      apiCode: "sms",
    });
    const { alpha, beta } = world;
    await world.database.write((manager) =>
      manager.insert(ThrottleMinute, [
        row(now - 20, "a", 60, 1, alpha.id),
        row(now - 20, "b", 50, 2, alpha.id),
        row(now - 21, "a", 90, 4, alpha.id),
        row(now, "a", 7, 0, alpha.id),
        row(now, "a", 199, 9, beta.id),
        row(now - 2 * 24 * 60, "a", 180, 3, alpha.id),
      ]),
    );
    const { series } = await sms("series { at admittedPeak throttled }");
    expect(series).toHaveLength(96);
    expect(series.at(-1)).toEqual({ at: "2026-03-01T12:00:00.000Z", admittedPeak: 7, throttled: 0 });
    expect(series.at(-3)).toEqual({ at: "2026-03-01T11:30:00.000Z", admittedPeak: 110, throttled: 7 });
    expect(series.filter((point: { admittedPeak: number }) => point.admittedPeak > 0)).toHaveLength(2);
  });

  it("is refused beyond thirty days", async () => {
    const { errors } = await world.ask(
      Role.VIEWER,
      "{ account { throttleLimits { series(hours: 721) { at } } } }",
    );
    expect(errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });
});

describe("the limit after a grant's end", () => {
  const grant = (limit: number, validUntil: Date | null) => {
    world.clock.at += 1;
    const createdAt = new Date(world.clock.at);
    return world.database.write((manager) =>
      manager.insert(ThrottleGrant, {
        id: newId("grt", createdAt),
        accountId: world.alpha.id,
        apiCode: "sms",
        limit,
        validUntil,
        createdAt,
        grantedById: null,
        requestId: null,
        endedAt: null,
        revision: 0,
      }),
    );
  };

  it("is null while nothing ends", async () => {
    expect(await sms("limitAfterwards")).toMatchObject({ limitAfterwards: null });
  });

  it("is the older grant's that lasts longer, else the default", async () => {
    const end = new Date(world.clock.at + 60_000);
    await grant(500, end);
    expect(await sms("limit limitAfterwards")).toMatchObject({ limit: 500, limitAfterwards: 200 });
    await grant(300, null);
    await grant(900, end);
    expect(await sms("limit limitAfterwards")).toMatchObject({ limit: 900, limitAfterwards: 300 });
  });
});
