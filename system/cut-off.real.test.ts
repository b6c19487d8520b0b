import { setTimeout as sleep } from "node:timers/promises";
import { basic } from "@latchkey/enforcer/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createPlace, type Place } from "./support/database.js";
import { type GatewayProcess, startGateway } from "./support/gateway.js";
import { Listener } from "./support/listener.js";
import { type Cut, Relay } from "./support/relay.js";
import { type ServerProcess, startServer } from "./support/server.js";

const LEASE_SECONDS = 5;
const LEASE = LEASE_SECONDS * 1_000;
/** Milliseconds for which the server still counts a silent gateway after its lease. */
const STILL_COUNTED = 2_000;
const SOON = { timeout: 20_000, interval: 50 };
const RECEIPT = "effect { gateways confirmed } errors { code }";

const redisUrl = process.env.TEST_REDIS_URL ?? "";
let place: Place;
let server: ServerProcess;
let connected: GatewayProcess;
const stops: (() => unknown)[] = [];

beforeAll(async () => {
  if (redisUrl === "") throw new Error("TEST_REDIS_URL must name a Redis");
  place = await createPlace();
  server = await startServer({ databaseUrl: place.url, redisUrl });
  const options = { databaseUrl: place.url, redisUrl, leaseSeconds: LEASE_SECONDS };
  connected = await startGateway(options);
  stops.push(() => connected.stop());
});
afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
  await server?.stop();
  await place?.drop();
});

test.each<Cut>(["refusing", "silent"])(
  "a gateway for which database and Redis are %s stops allowing a deleted key no later than its lease, and learns of it by itself",
  async (how) => {
    const ways = [await Relay.open(place.url), await Relay.open(redisUrl)] as const;
    const options = { databaseUrl: ways[0].url, redisUrl: ways[1].url, leaseSeconds: LEASE_SECONDS };
    const gateway = await startGateway(options);
    stops.push(
      () => ways.map((way) => way.close()),
      () => gateway.stop(),
    );
    const doomed = await server.owner.makeKey(`doomed ${how}`);
    const header = basic(doomed.key, doomed.token);
    await vi.waitFor(async () => expect((await gateway.ask(header)).status).toBe(200), SOON);
    const listener = new Listener(gateway, header);
    stops.push(() => listener.stop());

    for (const way of ways) way.cut(how);
    const cutAt = performance.now();
    const { payload } = await server.owner.act("deleteApiKey", { id: doomed.id }, RECEIPT);
    expect(payload).toEqual({ effect: { gateways: 2, confirmed: 1 }, errors: [] });
    expect((await connected.ask(header)).status).toBe(401);

    await sleep(LEASE + STILL_COUNTED + 500);
    const mendedAt = performance.now();
    expect(listener.statuses(cutAt + LEASE, mendedAt)).toEqual([503]);
    expect(await gateway.readiness()).toBe(503);
    const other = await server.owner.makeKey(`other ${how}`);
    const receipt = await server.owner.act("disableApiKey", { id: other.id }, RECEIPT);
    expect(receipt.payload.effect).toEqual({ gateways: 1, confirmed: 1 });

    for (const way of ways) await way.mend();
    await vi.waitFor(async () => expect(await gateway.readiness()).toBe(200), SOON);
    await vi.waitFor(() => expect(listener.said.at(-1)?.status).toBe(401), SOON);
    listener.stop();
    expect(listener.statuses(mendedAt, Number.POSITIVE_INFINITY)).toEqual([401, 503]);
    const again = await server.owner.act("enableApiKey", { id: other.id }, RECEIPT);
    expect(again.payload.effect).toEqual({ gateways: 2, confirmed: 2 });
    await gateway.stop();
  },
);

test("the status of server and gateway tells who has applied what", async () => {
  const own = await connected.status();
  expect(own).toMatchObject({ leaseSeconds: LEASE_SECONDS, ready: true });
  const installation = await server.status();
  expect(installation).toMatchObject({ ready: true, revision: own.revision });
  expect(installation.gateways).toMatchObject([{ revision: own.revision, leaseSeconds: LEASE_SECONDS }]);
});
