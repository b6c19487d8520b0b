import { describe, expect, test } from "vitest";
import { permissionsDiff, samePermissions } from "./diff.js";

const api = (code: string, name: string, ...operations: string[]) => ({
  code,
  name,
  operations: operations.map((operation) => ({ code: operation, method: "GET", path: "/", summary: "" })),
});
const APIS = [api("sms", "SMS", "sms.send", "sms.get"), api("voice", "Voice", "voice.list")];
const all = { scope: "ALL_APIS", codes: [] } as const;
const only = (...codes: string[]) => ({ scope: "SELECTED_APIS", codes }) as const;

describe("the difference of permissions", () => {
  test("names a whole Api that is lost", () => {
    expect(permissionsDiff(all, only("sms"), APIS)).toEqual({
      gains: [],
      losses: ["Voice"],
    });
  });
  test("names single operations", () => {
    expect(permissionsDiff(only("sms"), only("sms.get"), APIS).losses).toEqual(["sms.send"]);
  });
  test("says when only what comes later is lost", () => {
    const { losses } = permissionsDiff(only("sms"), only("sms.send", "sms.get"), APIS);
    expect(losses).toEqual(["future operations of SMS"]);
  });
  test("shows key management beside all APIs", () => {
    const managing = { scope: "ALL_APIS", codes: ["access-control.read"] } as const;
    expect(permissionsDiff(all, managing, APIS).gains).toEqual(["access-control.read"]);
  });
});

test("the order of codes makes no difference", () => {
  expect(samePermissions(only("sms", "voice"), only("voice", "sms"))).toBe(true);
});
