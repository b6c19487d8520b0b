import { createTestDatabase, type TestDatabase } from "@latchkey/enforcer/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { options } from "./config.mjs";
import { compareOverSockets } from "./drive/over-sockets.mjs";

const { requests, seed } = options({ requests: process.env.TEST_DATABASE === "mysql" ? 2_000 : 20_000 });
let place: TestDatabase;

beforeAll(async () => {
  place = await createTestDatabase();
}, 60_000);
afterAll(() => place.drop());

test(`answers ${requests} random requests over sockets as the oracle does, while rules change (ORACLE_SEED=${seed})`, async () => {
  console.info(`ORACLE_SEED=${seed}`);
  const { counts, differences } = await compareOverSockets(place, { requests, seed });
  console.info(counts);
  expect(differences.slice(0, 3)).toEqual([]);
  expect(counts.requests).toBeGreaterThanOrEqual(requests);
  expect(counts.changes).toBeGreaterThanOrEqual(100);
  expect(Object.keys(counts)).toEqual(expect.arrayContaining(["ALLOWED", "TOKEN_RETIRED", "strictly"]));
}, 600_000);
