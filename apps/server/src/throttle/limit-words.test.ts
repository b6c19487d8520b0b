import { expect, it } from "vitest";
import { callsInWords, limitInWords } from "./limit-words.js";

it.each([
  [1_000, 60, "1,000 calls per minute"],
  [1, 10, "1 call per 10 seconds"],
  [1_000_000, 1, "1,000,000 calls per second"],
  [200, 90, "200 calls per 90 seconds"],
  [200, 7_200, "200 calls per 2 hours"],
  [200, 86_400, "200 calls per day"],
])("%i in %i seconds are called %s", (limit, windowSeconds, words) => {
  expect(limitInWords(limit, { windowSeconds })).toBe(words);
});

it("names the Api as people know it", () => {
  expect(callsInWords(1_200, { name: "SMS", windowSeconds: 60 })).toBe("1,200 calls per minute to SMS");
});
