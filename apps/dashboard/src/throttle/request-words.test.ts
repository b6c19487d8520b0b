import { describe, expect, test } from "vitest";
import { askedInWords, askerInWords, changeInWords, outcomeInWords, standingOf } from "./request-words.js";

const PENDING = {
  status: "PENDING",
  api: { windowSeconds: 60 },
  currentLimit: 200,
  requestedLimit: 1000,
  grantedLimit: null,
  requestedUntil: null,
  validUntil: null,
  endedAt: null,
  decidedAt: null,
  decidedBy: null,
  requestedBy: { name: "Ada", email: "ada@example.com" },
  enteredBy: null,
} as const;
const END = "2026-03-01T12:00:00.000Z";
const approved = { ...PENDING, status: "APPROVED", grantedLimit: 1000, decidedAt: END } as const;

describe("a request in words", () => {
  test("says from what to what", () => expect(changeInWords(PENDING)).toBe("200 → 1,000 per minute"));
  test("keeps the figures in their order behind an Arabic or Hebrew name", () => {
    const asked = (name: string) => askedInWords({ ...PENDING, api: { name, windowSeconds: 60 } });
    expect(asked("Voice")).toBe("Voice: 200 → 1,000 per minute");
    expect(asked("صوت")).toBe("صوت\u200e: 200 → 1,000 per minute");
    expect(asked("קול")).toBe("קול\u200e: 200 → 1,000 per minute");
  });
  test("names who asked, also on behalf of the account", () => {
    expect(askerInWords(PENDING)).toBe("Ada (ada@example.com)");
    const entered = { ...PENDING, requestedBy: null, enteredBy: { name: "Oda", email: null } };
    expect(askerInWords(entered)).toBe("Oda, on behalf of the account");
  });
  test("says whether it was granted as asked", () => {
    expect(outcomeInWords(approved)).toBe("Approved as asked: 1,000 per minute for ever");
    expect(outcomeInWords({ ...approved, grantedLimit: 400 })).toBe("Approved: 400 per minute for ever");
    expect(outcomeInWords({ ...approved, validUntil: END })).toMatch(
      /^Approved: 1,000 per minute until 1 Mar/,
    );
  });
});

describe("what was granted", () => {
  const before = Date.parse(END) - 1;
  test("is nothing before a decision", () => expect(standingOf(PENDING, before)).toBeNull());
  test("holds until its end, not at it", () => {
    expect(standingOf({ ...approved, validUntil: END }, before)?.state).toBe("in-force");
    expect(standingOf({ ...approved, validUntil: END }, before + 1)).toMatchObject({
      state: "ended",
      words: expect.stringContaining("by itself"),
    });
  });
  test("may have been ended early", () => {
    expect(standingOf({ ...approved, endedAt: END }, before)?.words).toMatch(/^Ended early by an operator/);
  });
});
