import { describe, expect, test } from "vitest";
import {
  NOTHING_TYPED,
  parseEnd,
  parseLimit,
  readRequest,
  sameProblem,
  textProblem,
} from "./request-fields.js";

describe("a limit that is typed", () => {
  test.each(["1", "500", "1000000", " 42 "])("%j is taken", (text) => {
    expect(parseLimit(text)).toEqual({ value: Number(text) });
  });
  test.each(["", "0", "-1", "1000001", "1.5", "1,000", "1e3", "many", "0x10", "٣"])(
    "%j is refused",
    (text) => {
      expect(parseLimit(text)).toHaveProperty("problem");
    },
  );
});

describe("an end", () => {
  const NOW = Date.parse("2026-03-01T12:00:00.000Z");
  test("is left out for ever", () => {
    expect(parseEnd({ kind: "ever", date: "2020-01-01T00:00" }, NOW)).toEqual({ at: null });
  });
  test("may be so many days ahead", () => {
    expect(parseEnd({ kind: "7", date: "" }, NOW)).toEqual({ at: "2026-03-08T12:00:00.000Z" });
  });
  test("that has passed, or is no date, is refused", () => {
    expect(parseEnd({ kind: "date", date: "2020-01-01T00:00" }, NOW)).toHaveProperty("problem");
    expect(parseEnd({ kind: "date", date: "" }, NOW)).toHaveProperty("problem");
  });
});

describe("an ask", () => {
  const END = "2026-03-08T12:00:00.000Z";
  test("for the limit in force is refused", () => {
    expect(sameProblem({ limit: 200, validUntil: null }, { limit: 200, validUntil: null })).not.toBeNull();
    const inForce = { limit: 200, validUntil: "2026-03-08T12:00:00Z" };
    expect(sameProblem({ limit: 200, validUntil: END }, inForce)).not.toBeNull();
  });
  test("for another limit or another end is taken", () => {
    const inForce = { limit: 200, validUntil: END };
    expect(sameProblem({ limit: 201, validUntil: END }, inForce)).toBeNull();
    expect(sameProblem({ limit: 200, validUntil: null }, inForce)).toBeNull();
  });
});

describe("a text", () => {
  test("must be there and not too long, counted in characters", () => {
    expect(textProblem("  ", 3, "Missing.")).toBe("Missing.");
    expect(textProblem("😀😀😀", 3, "Missing.")).toBeNull();
    expect(textProblem("abcd", 3, "Missing.")).toContain("At most 3");
  });
});

describe("a request", () => {
  const now = Date.parse("2026-03-01T12:00:00.000Z");
  const inForce = { limit: 200, validUntil: null };

  test("is read as it was typed, without blanks around", () => {
    const typed = { limit: " 900 ", end: { kind: "7", date: "" }, reason: " For the season. " };
    expect(readRequest(typed, inForce, now)).toEqual({
      request: { limit: 900, validUntil: "2026-03-08T12:00:00.000Z", reason: "For the season." },
    });
  });
  test("of which nothing was typed is told what is missing at each field", () => {
    const read = readRequest(NOTHING_TYPED, inForce, now);
    expect(Object.keys("problems" in read ? read.problems : {})).toEqual(["limit", "reason"]);
  });
  test("for what is in force already is refused at the limit", () => {
    const typed = { ...NOTHING_TYPED, limit: "200", reason: "Once more." };
    expect(readRequest(typed, inForce, now)).toEqual({
      problems: { limit: "This limit is in force already." },
    });
  });
});
