import { createTestDatabase, type TestDatabase } from "@latchkey/enforcer/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { options } from "./config.mjs";
import { compareInProcess } from "./drive/in-process.mjs";

const { requests, seed } = options({ requests: process.env.TEST_DATABASE === "mysql" ? 20_000 : 150_000 });
let place: TestDatabase;

beforeAll(async () => {
  place = await createTestDatabase();
}, 60_000);
afterAll(() => place.drop());

test(`decides ${requests} random requests as the oracle does, while rules change (ORACLE_SEED=${seed})`, async () => {
  console.info(`ORACLE_SEED=${seed}`);
  const counts = await compareInProcess(place, { requests, seed });
  console.info(counts);
  expect(counts.requests).toBeGreaterThanOrEqual(requests);
  expect(Object.keys(counts)).toEqual(expect.arrayContaining(["ALLOWED", "THROTTLED", "TOKEN_RETIRED"]));
}, 600_000);
