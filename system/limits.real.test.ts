import { setTimeout as sleep } from "node:timers/promises";
import { basic } from "@latchkey/enforcer/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createPlace, type Place } from "./support/database.js";
import { type GatewayProcess, startGateway } from "./support/gateway.js";
import { Listener } from "./support/listener.js";
import { type ServerProcess, startServer } from "./support/server.js";

const SECOND = 1_000;
const ALWAYS = Number.POSITIVE_INFINITY;

const redisUrl = process.env.TEST_REDIS_URL ?? "";
let place: Place;
let server: ServerProcess;
let gateways: GatewayProcess[] = [];
let listeners: Listener[] = [];

beforeAll(async () => {
  if (redisUrl === "") throw new Error("TEST_REDIS_URL must name a Redis");
  place = await createPlace();
  server = await startServer({ databaseUrl: place.url, redisUrl });
  const options = { databaseUrl: place.url, redisUrl };
  gateways = await Promise.all([1, 2, 3].map(() => startGateway(options)));
  const { key, token } = await server.owner.makeKey("limited");
  listeners = gateways.map((gateway) => new Listener(gateway, basic(key, token)));
  for (const { said } of listeners)
    await vi.waitFor(() => expect(said.at(-1)?.status).toBe(200), { timeout: 10 * SECOND });
});
afterAll(async () => {
  for (const listener of listeners) listener.stop();
  await Promise.all([...gateways, server].map((one) => one?.stop()));
  await place?.drop();
});

/** Expects this status at all gateways for every call that was sent a second after `from` or later, and answered by `until`. */
function expectEverywhere(status: number, from: number, until = ALWAYS): void {
  for (const listener of listeners) expect(listener.statuses(from + SECOND, until)).toEqual([status]);
}

async function setDefault(limit: number | null): Promise<number> {
  const { payload, answeredAt } = await server.operator.act(
    "setApiDefaultLimit",
    { api: "voice", limit },
    "errors { code }",
  );
  expect(payload.errors).toEqual([]);
  return answeredAt;
}

test("a limit that is lowered, or raised, or raised for a time, is judged by at three gateways within a second", async () => {
  // More calls than 2 are in the window already.
  const loweredAt = await setDefault(2);
  await sleep(3 * SECOND);
  expectEverywhere(429, loweredAt);

  const input = { api: "voice", limit: 500_000, reason: "For a moment" };
  const asked = await server.owner.act(
    "requestThrottleLimit",
    input,
    "throttleRequest { id } errors { code }",
  );
  const validUntil = new Date(Date.now() + 4 * SECOND);
  const { id } = asked.payload.throttleRequest;
  const approval = { id, validUntil: validUntil.toISOString() };
  const granted = await server.operator.act("approveThrottleRequest", approval, "errors { code }");
  expect(granted.payload.errors).toEqual([]);
  const endsAt = performance.now() + (validUntil.getTime() - Date.now());
  await sleep(endsAt - performance.now() + 3 * SECOND);
  expectEverywhere(200, granted.answeredAt, endsAt);
  expectEverywhere(429, endsAt);

  const raisedAt = await setDefault(null);
  await sleep(3 * SECOND);
  expectEverywhere(200, raisedAt);
});
