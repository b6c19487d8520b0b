import { describe, expect, it } from "vitest";
import { Role } from "./member.entity.js";
import { type KeyAct, mayActAsOperator, mayActOnKey, mayGrantAccessControl } from "./policy.js";

const ROLES = [Role.OWNER, Role.ADMIN, Role.DEVELOPER, Role.VIEWER, null];

/** One letter for each of OWNER, ADMIN, DEVELOPER, VIEWER, operator: y may, n may not. */
const MATRIX: Record<KeyAct, { ordinary: string; holdingAccessControl: string }> = {
  create: { ordinary: "yyynn", holdingAccessControl: "yynnn" },
  change: { ordinary: "yyynn", holdingAccessControl: "yynnn" },
  enable: { ordinary: "yyynn", holdingAccessControl: "yynnn" },
  disable: { ordinary: "yyynn", holdingAccessControl: "yynnn" },
  regenerate: { ordinary: "yyynn", holdingAccessControl: "yynnn" },
  setPermissions: { ordinary: "yyynn", holdingAccessControl: "yynnn" },
  setAllowlist: { ordinary: "yyynn", holdingAccessControl: "yynnn" },
  delete: { ordinary: "yynnn", holdingAccessControl: "yynnn" },
  deleteRetiringToken: { ordinary: "yyynn", holdingAccessControl: "yynnn" },
};

const row = (may: (role: Role | null) => boolean) => ROLES.map((role) => (may(role) ? "y" : "n")).join("");

describe("who may do what to a key", () => {
  it.each(Object.entries(MATRIX))("%s", (act, { ordinary, holdingAccessControl }) => {
    expect(row((role) => mayActOnKey(role, act as KeyAct, false))).toBe(ordinary);
    expect(row((role) => mayActOnKey(role, act as KeyAct, true))).toBe(holdingAccessControl);
  });

  it("lets owners and admins alone make a key that manages keys", () => {
    expect(row(mayGrantAccessControl)).toBe("yynnn");
  });
});

describe("who may act as an operator", () => {
  it("is the provider's staff, where they are no members", () => {
    expect(row((role) => mayActAsOperator(true, role))).toBe("nnnny");
    expect(row((role) => mayActAsOperator(false, role))).toBe("nnnnn");
  });
});
