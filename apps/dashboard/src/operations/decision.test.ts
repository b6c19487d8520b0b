import { describe, expect, test } from "vitest";
import { FOR_EVER } from "../throttle/request-fields.js";
import {
  asAsked,
  decidedMeanwhile,
  isAsAsked,
  limitToGrant,
  ownAccountReason,
  readDecision,
  termsOf,
} from "./decision.js";

const REQUEST = {
  status: "DECLINED",
  account: { id: "acc_1" },
  api: { windowSeconds: 60 },
  currentLimit: 200,
  requestedLimit: 500,
  grantedLimit: null,
  requestedUntil: null,
  validUntil: null,
  endedAt: null,
  decidedAt: "2026-03-01T12:00:00.000Z",
  decidedBy: { name: "Oda", email: "oda@example.com" },
  requestedBy: { id: "usr_ada", name: "Ada", email: "ada@example.com" },
  enteredBy: null,
} as const;

test("who decided meanwhile is named, with the outcome and the moment", () => {
  expect(decidedMeanwhile(REQUEST)).toMatch(/^Declined by Oda \(oda@example.com\), 1 Mar 2026/);
});

describe("an operator", () => {
  test("may decide for an account that is not theirs", () => {
    expect(ownAccountReason(REQUEST, { user: { id: "usr_oda" }, accounts: [{ id: "acc_2" }] })).toBeNull();
  });
  test("who is a member of the account may not, and is told why", () => {
    expect(ownAccountReason(REQUEST, { user: { id: "usr_oda" }, accounts: [{ id: "acc_1" }] })).toContain(
      "member",
    );
  });
  test("who asked for it themselves may not either", () => {
    expect(ownAccountReason(REQUEST, { user: { id: "usr_ada" }, accounts: [] })).toContain("yourself");
  });
});

describe("another value than was asked", () => {
  const now = Date.parse("2026-03-01T12:00:00.000Z");
  const asked = { requestedLimit: 500, requestedUntil: "2026-03-31T12:00:30.000Z" };

  test("can be lost only once something was typed", () => {
    const terms = asAsked(asked);
    expect(isAsAsked(terms, asked)).toBe(true);
    expect(isAsAsked({ ...terms, limit: "350" }, asked)).toBe(false);
    expect(isAsAsked({ ...terms, end: FOR_EVER }, asked)).toBe(false);
  });

  test("begins with what was asked, until when it was asked", () => {
    const terms = asAsked(asked);
    expect(terms).toMatchObject({ limit: "500", end: { kind: "date" } });
    expect(termsOf({ ...terms, limit: "400" }, asked, now)).toEqual({ terms: { grantedLimit: 400 } });
    expect(termsOf(asAsked({ ...asked, requestedUntil: null }), asked, now)).toEqual({
      terms: { grantedLimit: 500, validUntil: null },
    });
  });
  test("is for ever, or until another date, only when that was chosen", () => {
    const terms = asAsked(asked);
    const ever = { ...terms, end: { ...terms.end, kind: "ever" } };
    expect(termsOf(ever, asked, now)).toEqual({ terms: { grantedLimit: 500, validUntil: null } });
    const week = { ...terms, end: { ...terms.end, kind: "7" } };
    expect(termsOf(week, asked, now)).toEqual({
      terms: { grantedLimit: 500, validUntil: "2026-03-08T12:00:00.000Z" },
    });
  });
  test("is refused with a sentence for each field, also when the date that was asked for has passed", () => {
    const later = Date.parse("2026-04-01T12:00:00.000Z");
    expect(termsOf({ ...asAsked(asked), limit: "0" }, asked, later)).toEqual({
      problems: { grantedLimit: "A limit is at least 1.", validUntil: "This moment has passed." },
    });
  });
});

describe("a decision", () => {
  const now = Date.parse("2026-03-01T12:00:00.000Z");
  const asked = { requestedLimit: 500, requestedUntil: null };
  const other = { limit: "0", end: FOR_EVER };

  test("as it was asked sends a note at most, whatever stands in the fields for another value", () => {
    const typed = { choice: "as-asked" as const, other, note: " Welcome. " };
    expect(readDecision(typed, asked, now)).toEqual({ decision: { note: "Welcome." } });
    expect(readDecision({ ...typed, note: " " }, asked, now)).toEqual({ decision: { note: null } });
  });
  test("to decline needs a reason", () => {
    const typed = { choice: "decline" as const, other, note: " " };
    expect(readDecision(typed, asked, now)).toEqual({ problems: { note: "Say why: the account reads it." } });
  });
  test("otherwise than asked is told all that is wrong at once", () => {
    const typed = { choice: "otherwise" as const, other, note: "x".repeat(501) };
    expect(readDecision(typed, asked, now)).toEqual({
      problems: {
        grantedLimit: "A limit is at least 1.",
        note: "At most 500 characters; these are 501.",
      },
    });
  });
});

test("the limit that a decision would put in force is the asked one, the typed one, or none", () => {
  const request = { requestedLimit: 400, requestedUntil: null };
  const typed = { other: { limit: "300", end: FOR_EVER }, note: "" };
  expect(limitToGrant({ ...typed, choice: "as-asked" }, request)).toBe(400);
  expect(limitToGrant({ ...typed, choice: "otherwise" }, request)).toBe(300);
  expect(limitToGrant({ ...typed, choice: "decline" }, request)).toBeNull();
  const unreadable = { ...typed, other: { limit: "3 h", end: FOR_EVER } };
  expect(limitToGrant({ ...unreadable, choice: "otherwise" }, request)).toBeNull();
});
