import { expect, test } from "vitest";
import { CallCounts, type Calls } from "./calls.js";

const MINUTE = 29_000_000;

function call(fields: Partial<Calls> = {}): Calls {
  return {
    apiKeyId: "k",
    minute: MINUTE,
    tokenId: "t",
    operation: "sms.send",
    outcome: "ALLOWED",
    address: "192.0.2.1",
    calls: 1,
    lastAt: MINUTE * 60_000,
    ...fields,
  };
}

function rows(counts: CallCounts) {
  return counts.batches("sqlite").flatMap(({ statements }) => {
    return statements.flatMap(({ values }) => {
      const cut = [];
      for (let at = 0; at < values.length; at += 8) cut.push(values.slice(at, at + 8));
      return cut;
    });
  });
}

test("calls of the same key, token, operation, outcome, address and minute are one row", () => {
  const counts = new CallCounts();
  counts.add(call({ lastAt: 5 }));
  counts.add(call({ lastAt: 9 }));
  counts.add(call({ outcome: "THROTTLED", lastAt: 7 }));
  expect(rows(counts)).toEqual([
    ["k", MINUTE, "t", "sms.send", "ALLOWED", "192.0.2.1", 2, 9],
    ["k", MINUTE, "t", "sms.send", "THROTTLED", "192.0.2.1", 1, 7],
  ]);
  expect(rows(counts)).toEqual([]);
});

test("beyond 100 addresses of a key in a minute, also over several flushes, they are other", () => {
  const counts = new CallCounts();
  const seen = new Set<unknown>();
  for (let caller = 0; caller < 150; caller++) {
    counts.add(call({ address: `192.0.2.${caller}` }));
    if (caller % 40 === 0) for (const row of rows(counts)) seen.add(row[5]);
  }
  for (const row of rows(counts)) seen.add(row[5]);
  expect(seen.size).toBe(101);
  expect(seen).toContain("other");
  counts.add(call({ address: "192.0.2.149", minute: MINUTE + 1 }));
  counts.add(call({ address: "192.0.2.149", apiKeyId: "another" }));
  expect(rows(counts).map((row) => row[5])).toEqual(["192.0.2.149", "192.0.2.149"]);
});

test("what was put back is added to what came meanwhile", () => {
  const counts = new CallCounts();
  counts.add(call());
  const [batch] = counts.batches("sqlite");
  counts.add(call());
  batch?.putBack?.();
  expect(rows(counts).map((row) => row[6])).toEqual([2]);
});

test.each([
  { apiKeyId: "k2" },
  { minute: MINUTE + 1 },
  { tokenId: "t2" },
  { operation: "sms.read" },
  { outcome: "KEY_EXPIRED" },
  { address: "" },
])("a call that differs from its token's newest in nothing but %j is a row of its own", (difference) => {
  const counts = new CallCounts();
  for (const fields of [{}, {}, difference, difference, {}]) counts.add(call(fields));
  const calls = rows(counts).map((row) => row[6]);
  expect(calls.sort()).toEqual([2, 3]);
});

test("a repeated call is counted anew after a flush", () => {
  const counts = new CallCounts();
  for (const calls of [2, 1]) {
    counts.add(call({ calls }));
    expect(rows(counts).map((row) => row[6])).toEqual([calls]);
  }
});
