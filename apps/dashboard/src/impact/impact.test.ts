import { expect, test } from "vitest";
import { type Denials, deniedByAddress, deniedByApi, impactSentence } from "./impact.js";

const DENIALS: Denials = {
  calls: 2000,
  denied: 1204,
  deniedUnknown: 4,
  byApi: [
    { api: "voice", denied: 1204 },
    { api: "sms", denied: 0 },
  ],
  byAddress: [
    { address: "203.0.113.9", calls: 1000 },
    { address: "203.0.113.10", calls: 100 },
    { address: "203.0.113.11", calls: 60 },
    { address: "203.0.113.12", calls: 40 },
  ],
};

test("the calls that would be denied are counted", () => {
  expect(impactSentence(DENIALS, 7)).toBe("1,204 calls in 7 days by this key would be denied.");
});

test("a change that denies nothing says of how many calls that holds", () => {
  expect(impactSentence({ ...DENIALS, denied: 0 }, 7)).toContain("None of 2,000 calls");
});

test("a key that was not called says so", () => {
  expect(impactSentence({ ...DENIALS, calls: 0, denied: 0 }, 7)).toContain("No call in 7 days");
});

test("only Apis that lose calls are named, by the names that people know", () => {
  expect(deniedByApi(DENIALS, (code) => code.toUpperCase())).toBe("VOICE 1,204");
});

test("the busiest callers are named, the others counted, the unknown ones apart", () => {
  expect(deniedByAddress(DENIALS)).toBe(
    "203.0.113.9 1,000 · 203.0.113.10 100 · 203.0.113.11 60 and 1 more · address not kept 4",
  );
});
