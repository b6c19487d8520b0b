import {
  compileCatalogue,
  type Decision,
  type RateLimit,
  type Rules,
  WindowCounter,
} from "@latchkey/enforcement";
import { beforeEach, expect, test } from "vitest";
import { caller } from "../testing/caller.js";
import { ThrottleUse } from "./throttle-use.js";

const NOW = 1_800_000_000_000;
const MINUTE = NOW / 60_000;
const limit = { limit: 5, windowSeconds: 60 };
const rateLimit: RateLimit = {
  api: "sms",
  ...limit,
  remaining: 4,
  resetAt: 0,
  resetSeconds: 0,
  retryAfterSeconds: 0,
};
const allowed: Decision = { allowed: true, caller, operation: "sms.send", rateLimit };
const throttled: Decision = {
  allowed: false,
  reason: "THROTTLED",
  caller,
  operation: "sms.send",
  missingPermission: null,
  rateLimit,
};
const rules: Rules = {
  catalogue: compileCatalogue([]),
  findKey: () => expect.fail("asked for a key"),
  seekKey: () => expect.fail("asked for a key"),
  findLimit: () => limit,
};

let counter: WindowCounter;
let use: ThrottleUse;

beforeEach(() => {
  counter = new WindowCounter();
  use = new ThrottleUse("g", rules, counter);
});

function add(decision: Decision, { api = "sms", now = NOW } = {}): void {
  if (decision.allowed) counter.spend(caller, api, limit, now);
  use.add(caller, { ...rateLimit, api }, decision, now);
}

/** API, minute, peak and throttled requests of each row that a flush writes. */
function minutes(now: number): unknown[][] {
  const rows: unknown[][] = [];
  for (const { sql, values } of use.batches("sqlite", now).flatMap(({ statements }) => statements)) {
    if (!sql.includes("`throttle_minute`")) continue;
    for (let at = 0; at < values.length; at += 6)
      rows.push([1, 2, 4, 5].map((column) => values[at + column]));
  }
  return rows;
}

test("admitted and throttled requests of one minute are one row, in any order, and counted anew after a flush", () => {
  for (const decision of [throttled, allowed, throttled, allowed]) add(decision);
  expect(minutes(NOW)).toEqual([["sms", MINUTE, 2, 2]]);
  add(throttled);
  expect(minutes(NOW)).toEqual([["sms", MINUTE, 0, 1]]);
  add(allowed);
  expect(minutes(NOW)).toEqual([["sms", MINUTE, 3, 0]]);
});

test("each minute and each API has a peak of its own", () => {
  for (const api of ["sms", "voice", "sms"]) add(allowed, { api });
  add(allowed, { now: NOW + 60_000 });
  expect(minutes(NOW + 60_000)).toEqual([
    ["sms", MINUTE, 2, 0],
    ["sms", MINUTE + 1, 1, 0],
    ["voice", MINUTE, 1, 0],
  ]);
});

test("what a window still holds when a minute begins is the peak of that minute, until a minute finds it empty", () => {
  for (const second of [50, 55]) add(allowed, { now: NOW + second * 1_000 });
  expect(minutes(NOW + 59_000)).toEqual([["sms", MINUTE, 2, 0]]);
  expect(minutes(NOW + 61_000)).toEqual([["sms", MINUTE + 1, 2, 0]]);
  expect(minutes(NOW + 90_000)).toEqual([]);
  expect(minutes(NOW + 121_000)).toEqual([]);
});
