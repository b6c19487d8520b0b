import { describe, expect, test } from "vitest";
import { decidedMeanwhile, ownAccountReason } from "./decision.js";

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
  decidedBy: { name: "Oda" },
  requestedBy: { id: "usr_ada", name: "Ada" },
  enteredBy: null,
} as const;

test("who decided meanwhile is named, with the outcome and the moment", () => {
  expect(decidedMeanwhile(REQUEST)).toMatch(/^Declined by Oda, 1 Mar 2026/);
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
