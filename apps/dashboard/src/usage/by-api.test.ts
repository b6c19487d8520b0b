import { expect, test } from "vitest";
import { callsByApi } from "./by-api.js";

const nameOf = (code: string) => `API ${code}`;
/** So many Apis, the first with as many calls as there are Apis, each other with one less. */
const many = (length: number) =>
  Array.from({ length }, (_, index) => ({ api: String(index + 1), allowed: length - index, denied: 0 }));

test("each API is told with all of its calls, which no name that ends in a number runs into", () => {
  const byApi = [
    { api: "7", allowed: 1200, denied: 4 },
    { api: "2", allowed: 1, denied: 1 },
  ];
  expect(callsByApi(byApi, nameOf)).toBe("API 7: 1,204 · API 2: 2");
});

test("of hundreds of APIs the busiest are told by name, and the others by how many calls they had together", () => {
  const told = callsByApi(many(300), nameOf);
  expect(told).toMatch(/^API 1: 300 · .* · API 8: 293 · 292 other APIs: 42,778$/);
});

test("a single one that is left over is told as one", () => {
  expect(callsByApi(many(9), nameOf)).toMatch(/ · 1 other API: 1$/);
});
