import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { planChanges } from "./support/changes.js";
import { createPlace, type Place } from "./support/database.js";
import { figuresOf, tableOf } from "./support/figures.js";
import { type GatewayProcess, startGateway } from "./support/gateway.js";
import { type ServerProcess, startServer } from "./support/server.js";
import { type Arrival, RATE, spread } from "./support/spread.js";

/** How many changes spread by the feed alone; with Redis a third of that, unless more than the default are asked for. */
const CHANGES = Number(process.env.TEST_SPREAD_CHANGES ?? 300);
const WITH_REDIS = CHANGES > 300 ? CHANGES : CHANGES / 3;
/** Generous: the bars are below. */
const PATIENCE = 60_000 + CHANGES * 500;

const redisUrl = process.env.TEST_REDIS_URL ?? "";
let place: Place;
let server: ServerProcess;
let hinting: ServerProcess;
let gateways: GatewayProcess[] = [];

beforeAll(async () => {
  if (redisUrl === "") throw new Error("TEST_REDIS_URL must name a Redis");
  place = await createPlace();
  server = await startServer({ databaseUrl: place.url });
  hinting = await startServer({ databaseUrl: place.url, redisUrl });
}, PATIENCE);
afterEach(async () => {
  await Promise.all(gateways.splice(0).map((gateway) => gateway.stop()));
}, PATIENCE);
afterAll(async () => {
  await Promise.all([server?.stop(), hinting?.stop()]);
  await place?.drop();
}, PATIENCE);

async function startGateways(more: { redisUrl?: string }): Promise<void> {
  gateways = await Promise.all([1, 2, 3].map(() => startGateway({ databaseUrl: place.url, ...more })));
}

async function measure(title: string, by: ServerProcess, count: number): Promise<Arrival[]> {
  const changes = await planChanges(by.owner, count);
  const { arrivals } = await spread([by.owner], gateways, changes);
  const heading = `${changes.length} changes at ${gateways.length} gateways, ${RATE} requests a second in all, ${title}`;
  process.stdout.write(`${tableOf(heading, arrivals)}\n`);
  expect(arrivals).toHaveLength(changes.length * gateways.length);
  return arrivals;
}

/** The promise, which must hold at every single gateway. */
function expectSoon(arrivals: Arrival[]): void {
  for (const at of gateways.keys()) {
    const { p99, max } = figuresOf(arrivals.filter(({ gateway }) => gateway === at));
    expect(p99).toBeLessThanOrEqual(250);
    expect(max).toBeLessThanOrEqual(1_000);
  }
}

describe("a change is judged by at every gateway", () => {
  test(`within a quarter of a second, by the feed alone`, { timeout: PATIENCE }, async () => {
    await startGateways({});
    expectSoon(await measure("by the feed alone", server, CHANGES));
  });

  test("mostly within 50 ms, where Redis hints", { timeout: PATIENCE }, async () => {
    await startGateways({ redisUrl });
    const arrivals = await measure("with Redis", hinting, WITH_REDIS);
    expectSoon(arrivals);
    for (const at of gateways.keys()) {
      const { p50 } = figuresOf(arrivals.filter(({ gateway }) => gateway === at));
      expect(p50).toBeLessThanOrEqual(50);
    }
  });

  test("before a mutation that waits for its effect is answered", { timeout: PATIENCE }, async () => {
    await startGateways({});
    const changes = await planChanges(server.owner, 60);
    const { arrivals, made } = await spread([server.owner, hinting.owner], gateways, changes, true);
    expect(made.map(({ effect }) => effect)).toEqual(
      changes.map(() => expect.objectContaining({ gateways: 3, confirmed: 3 })),
    );
    expect(arrivals.filter(({ late }) => late > 0)).toEqual([]);
  });
});
