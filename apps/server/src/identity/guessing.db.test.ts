import "reflect-metadata";
import { afterAll, beforeAll, expect, it } from "vitest";
import { hashInEarnest } from "./testing/password-cost.js";
import { OWNER, type Served, startServed } from "./testing/served.js";

let server: Served;
beforeAll(async () => {
  server = await startServed();
});
afterAll(() => server.close());

const WRONG = { ...OWNER, password: "wrong horse battery" };

it("a hundred wrong passwords from one address are slowed down, and the owner still gets in from another", async () => {
  const statuses: number[] = [];
  const begin = performance.now();
  for (let guess = 0; guess < 100; guess++)
    statuses.push((await server.signIn(WRONG, { "x-forwarded-for": "203.0.113.66" })).status);
  const seconds = (performance.now() - begin) / 1_000;
  const judged = statuses.filter((status) => status === 401).length;
  expect(judged).toBeLessThanOrEqual(10 * (1 + Math.ceil(seconds / 10)));
  expect(statuses.filter((status) => status === 429)).toHaveLength(100 - judged);
  expect((await server.signIn()).status).toBe(200);
  const right = await server.signIn(OWNER, { "x-forwarded-for": "203.0.113.66" });
  expect(right.status).toBe(429);
});

it("an unknown address takes as long as a wrong password", async () => {
  const unknown: number[] = [];
  const wrong: number[] = [];
  const hashed: number[] = [];
  await timed(WRONG);
  // In turns, so that what else the machine does at the time slows down both.
  for (let round = 0; round < 9; round++) {
    unknown.push(await timed({ ...WRONG, email: "nobody@example.com" }));
    wrong.push(await timed(WRONG));
    hashed.push(timedHash());
  }
  // As in production: at a lower cost of passwords, leaving one out would hardly be seen.
  expect(median(wrong)).toBeGreaterThan(0.6 * median(hashed));
  const ratio = median(unknown) / median(wrong);
  expect(ratio).toBeGreaterThan(0.6);
  expect(ratio).toBeLessThan(1 / 0.6);
});

async function timed(credentials: object): Promise<number> {
  const begin = performance.now();
  expect((await server.signIn(credentials)).status).toBe(401);
  return performance.now() - begin;
}

function timedHash(): number {
  const begin = performance.now();
  hashInEarnest(WRONG.password, "0".repeat(32));
  return performance.now() - begin;
}

function median(times: number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;
}
