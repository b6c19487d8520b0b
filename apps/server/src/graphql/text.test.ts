import { describe, expect, it } from "vitest";
import { checkLine } from "./text.js";

const sayings = (value: string) => checkLine(value, 10, ["name"]).map(({ message }) => message);

describe("a line of text", () => {
  it.each(["a", "Zürich 1", "\u200d👩\u200d💻", "क्\u200dष", "עברית", "x".repeat(10), "👩".repeat(10)])(
    "may be %j",
    (value) => {
      expect(sayings(value)).toEqual([]);
    },
  );

  it.each(["", " ", "\u00a0\u200b", "\u2060", "\t", "\u3164\u115f", "\ufe0f", "\u2800"])(
    "is empty when there is nothing to see in it: %j",
    (value) => {
      expect(sayings(value)).toEqual(["This must not be empty."]);
    },
  );

  it.each(["a\u202e1", "\u2066a", "a\0", "a\n", "a\u2028b", "\ud800a"])(
    "has no character that controls others: %j",
    (value) => {
      expect(sayings(value)).toEqual(["Control characters are not allowed."]);
    },
  );

  it("counts characters, not their halves", () => {
    expect(sayings("👩".repeat(11))).toEqual(["This may have at most 10 characters."]);
  });
});
