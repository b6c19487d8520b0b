import { expect, test } from "vitest";
import { localTime } from "../ui/time.js";
import { stateSentence } from "./state-sentence.js";

const NOW = Date.parse("2026-10-25T00:30:00Z");
const KEY = {
  status: "ACTIVE",
  expiresAt: null,
  tokens: [{ status: "ACTIVE" }],
  access: "All APIs",
  network: "Any address",
} as const;
const END = "2026-10-27T00:30:00.000Z";

test("a key that works says what it may call, and from where", () => {
  expect(stateSentence(KEY, NOW)).toBe("This key works. It may call all APIs, from any address.");
});

test("the end of a key is told as far away as it is, and by the reader's clock", () => {
  expect(stateSentence({ ...KEY, expiresAt: END }, NOW)).toContain(
    `It expires in 2 days, on ${localTime(END)}.`,
  );
  expect(stateSentence({ ...KEY, status: "EXPIRED", expiresAt: END }, NOW + 3 * 86_400_000)).toBe(
    `This key expired 24 h ago, on ${localTime(END)}: every call with it is denied.`,
  );
});
