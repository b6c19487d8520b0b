import "reflect-metadata";
import { setTimeout as sleep } from "node:timers/promises";
import { systemClock } from "@latchkey/enforcer";
import type { QueryRunner } from "typeorm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../database/testing/database.js";
import { createMetrics } from "./metrics.js";
import { createOps } from "./ops.js";

const CONNECTIONS = 10;

let test: TestDatabase;
let held: QueryRunner[];
beforeAll(async () => {
  test = await createTestDatabase();
  held = Array.from({ length: CONNECTIONS }, () => test.database.reader.createQueryRunner());
  await Promise.all(held.map((runner) => runner.connect()));
});
afterAll(async () => {
  await Promise.all(held.map((runner) => runner.release()));
  await test.drop();
});

it("is ready, and says how it stands, while every connection serves a request and more wait", async () => {
  const waiting = test.database.reader.query("SELECT 'served' AS answer");
  const ops = createOps({
    database: test.database,
    clock: systemClock,
    metrics: createMetrics(async () => true),
  });
  const asked = performance.now();
  expect((await ops.inject("/readyz")).json()).toEqual({ ready: true });
  expect((await ops.inject("/status")).json()).toMatchObject({ ready: true, revision: expect.any(Number) });
  expect(performance.now() - asked).toBeLessThan(1_000);
  expect(await Promise.race([waiting, sleep(0, "waits")])).toBe("waits");
  await held.pop()?.release();
  expect(await waiting).toEqual([{ answer: "served" }]);
});
