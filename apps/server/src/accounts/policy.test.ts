import { describe, expect, it } from "vitest";
import { Role } from "./member.entity.js";
import {
  AUTOMATION,
  type KeyAct,
  mayActAsOperator,
  mayActOnKey,
  mayAskForLimits,
  mayChangeMember,
  mayGrantAccessControl,
  mayRenameAccount,
  type Part,
} from "./policy.js";

const PARTS: readonly Part[] = [Role.OWNER, Role.ADMIN, Role.DEVELOPER, Role.VIEWER, AUTOMATION, null];

/** One letter for each of OWNER, ADMIN, DEVELOPER, VIEWER, automation key, operator: y may, n may not. */
const MATRIX: Record<KeyAct, { ordinary: string; holdingAccessControl: string }> = {
  create: { ordinary: "yyynyn", holdingAccessControl: "yynnnn" },
  change: { ordinary: "yyynyn", holdingAccessControl: "yynnnn" },
  enable: { ordinary: "yyynyn", holdingAccessControl: "yynnnn" },
  disable: { ordinary: "yyynyn", holdingAccessControl: "yynnnn" },
  regenerate: { ordinary: "yyynyn", holdingAccessControl: "yynnnn" },
  setPermissions: { ordinary: "yyynyn", holdingAccessControl: "yynnnn" },
  setAllowlist: { ordinary: "yyynyn", holdingAccessControl: "yynnnn" },
  delete: { ordinary: "yynnyn", holdingAccessControl: "yynnnn" },
  deleteRetiringToken: { ordinary: "yyynyn", holdingAccessControl: "yynnnn" },
};

const row = (may: (part: Part) => boolean) => PARTS.map((part) => (may(part) ? "y" : "n")).join("");

describe("who may do what to a key", () => {
  it.each(Object.entries(MATRIX))("%s", (act, { ordinary, holdingAccessControl }) => {
    const mayOn = (holdsAccessControl: boolean) =>
      row((part) => mayActOnKey(part, act as KeyAct, { holdsAccessControl, isItself: false }));
    expect(mayOn(false)).toBe(ordinary);
    expect(mayOn(true)).toBe(holdingAccessControl);
  });

  it("lets an automation key regenerate itself and end its old token, and nothing else", () => {
    const itself = { holdsAccessControl: true, isItself: true };
    const acts = Object.keys(MATRIX) as KeyAct[];
    expect(acts.filter((act) => mayActOnKey(AUTOMATION, act, itself))).toEqual([
      "regenerate",
      "deleteRetiringToken",
    ]);
  });

  it("lets owners and admins alone make a key that manages keys", () => {
    expect(row(mayGrantAccessControl)).toBe("yynnnn");
  });
});

it("owners and admins alone give the account another name", () => {
  expect(row(mayRenameAccount)).toBe("yynnnn");
});

describe("who may act as an operator", () => {
  it("is the provider's staff, where they are no members", () => {
    expect(row((part) => mayActAsOperator(true, part))).toBe("nnnnny");
    expect(row((part) => mayActAsOperator(false, part))).toBe("nnnnnn");
  });
});

describe("who may ask for other limits", () => {
  it("is everybody but viewers and operators", () => {
    expect(row(mayAskForLimits)).toBe("yyynyn");
  });
});

describe("who may give a member another role, or none", () => {
  it.each<[before: Role, after: Role | null, who: string]>([
    [Role.VIEWER, Role.ADMIN, "yynnnn"],
    [Role.ADMIN, Role.DEVELOPER, "yynnnn"],
    [Role.DEVELOPER, null, "yynnnn"],
    [Role.OWNER, Role.ADMIN, "ynnnnn"],
    [Role.OWNER, Role.OWNER, "ynnnnn"],
    [Role.OWNER, null, "ynnnnn"],
    [Role.ADMIN, Role.OWNER, "ynnnnn"],
  ])("from %s to %s: owners, and admins where no owner is concerned", (before, after, who) => {
    expect(row((part) => mayChangeMember(part, before, after))).toBe(who);
  });
});
