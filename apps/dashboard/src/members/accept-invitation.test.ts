import { describe, expect, test } from "vitest";
import { readAnswer } from "../identity/auth-request.js";
import { joinAsNew, readInvited, readJoined } from "./accept-invitation.js";

const INVITED = { account: "Demo", sid: "demo", email: "asha@example.com", role: "VIEWER", known: false };

describe("what an invitation's link leads to", () => {
  test("is read from the answer", () => {
    expect(readInvited(readAnswer(200, null, INVITED))).toEqual(INVITED);
  });

  test.each([
    [404, { code: "INVALID_TOKEN" }, "over"],
    [400, { code: "BAD_REQUEST" }, "over"],
    [429, {}, { failure: "Too many attempts. Wait 30 seconds and try again." }],
    [500, {}, { failure: "The server could not do this. Try again." }],
    [0, null, { failure: "The server could not be reached. Try again." }],
    [200, { ...INVITED, role: "KING" }, { failure: "The server could not do this. Try again." }],
    [200, "<html>", { failure: "The server could not be reached. Try again." }],
  ])("%i with %j is %j", (status, body, looked) => {
    expect(readInvited(readAnswer(status, "30", body))).toEqual(looked);
  });
});

describe("joining", () => {
  test.each([
    [200, null, null],
    [404, "INVALID_TOKEN", "over"],
    [401, "SIGN_IN_FIRST", "sign-in-first"],
  ])("%i %s is %s", (status, code, joined) => {
    expect(readJoined(readAnswer(status, null, { code }))).toBe(joined);
  });

  test.each([
    [400, "INVALID_NAME", "name"],
    [400, "PASSWORD_TOO_SHORT", "wanted"],
    [503, null, null],
  ])("%i %s: the field to blame is %s", (status, code, field) => {
    expect(readJoined(readAnswer(status, null, { code }))).toMatchObject({ field });
  });

  test("without a name, or with too short a password, sends nothing", async () => {
    expect(await joinAsNew("token", "  ", "long enough a word")).toMatchObject({ field: "name" });
    expect(await joinAsNew("token", "Asha", "short")).toMatchObject({ field: "wanted" });
  });
});
