import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { systemClock } from "../clock.js";
import { silentLogger } from "../logger.js";
import type { RedisConnection } from "../redis/connection.js";
import type { Database, Row } from "../sql/database.js";
import { openThrottle } from "./throttle.js";

const away = { isUp: false, onUp: () => {}, onDown: () => {} } as unknown as RedisConnection;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a gateway that starts while Redis is away decides nothing before it knows how many share the limits", async () => {
  let answer = (_: Row[]) => {};
  const read = () => new Promise<Row[]>((resolve) => (answer = resolve));
  const database = { read } as unknown as Database;
  const throttle = openThrottle({ id: "b", redis: away, database, clock: systemClock, logger: silentLogger });
  let isReady = false;
  void throttle.ready.then(() => {
    isReady = true;
  });
  await vi.advanceTimersByTimeAsync(5_000);
  throttle.pulled();
  await vi.advanceTimersByTimeAsync(100);
  throttle.pulled();
  await vi.advanceTimersByTimeAsync(100);
  expect(isReady).toBe(false);
  answer(["a", "b", "c"].map((id) => ({ id, lastSeenAt: 1 })));
  await vi.advanceTimersByTimeAsync(0);
  expect(isReady).toBe(true);
  expect(throttle.status()).toMatchObject({ counting: "by shares", gateways: 3 });
  await throttle.close();
});
