import { expect, test } from "vitest";
import { type FoundKey, keyEntries } from "./key-entries.js";

const KEYS: FoundKey[] = [
  { id: "a", key: "lk_a", name: "Deployment", status: "ACTIVE" },
  { id: "b", key: "lk_b", name: "<b>Old</b>", status: "EXPIRED" },
];

test("a found key leads to its page, and says so where it does not work", () => {
  const entries = keyEntries(KEYS, 2, "o");
  expect(entries.map(({ name, detail, status, act }) => [name, detail, status, act])).toEqual([
    ["Deployment", "lk_a", undefined, { kind: "key", id: "a" }],
    ["<b>Old</b>", "lk_b", "EXPIRED", { kind: "key", id: "b" }],
  ]);
});

test("of more keys than are offered the list shows all", () => {
  expect(keyEntries(KEYS, 1_204, "o").at(-1)).toMatchObject({
    name: "All 1,204 keys with “o”",
    act: { kind: "keys", search: "o" },
  });
});
