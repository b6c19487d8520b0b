import { expect, test } from "vitest";
import {
  apiState,
  managingCodes,
  retiredCodes,
  selectApis,
  selectReading,
  toggleApi,
  toggleOperation,
} from "./selection.js";

const operation = (code: string, method: string) => ({ code, method, path: "/", summary: "" });
const SMS = {
  code: "sms",
  name: "SMS",
  operations: [operation("sms.send", "POST"), operation("sms.get", "GET")],
};

test("an operation taken from a whole Api leaves the others one by one", () => {
  expect(toggleOperation(SMS, "sms.send", ["sms"])).toEqual(["sms.get"]);
});

test("choosing a whole Api replaces its single operations", () => {
  expect(toggleApi(SMS, ["sms.get", "voice"])).toEqual(["voice", "sms"]);
  expect(toggleApi(SMS, ["voice", "sms"])).toEqual(["voice"]);
});

test("all operations one by one are not the whole Api, which grows", () => {
  expect(apiState(SMS, ["sms.send", "sms.get"])).toBe("some");
});

test("reading only selects GET and keeps what is not of these Apis", () => {
  expect(selectReading([SMS], ["sms", "access-control.read"])).toEqual(["access-control.read", "sms.get"]);
});

test("the managing of keys is held apart from the product's APIs, whole or in parts", () => {
  expect(managingCodes(["sms", "access-control", "access-control.read"])).toEqual([
    "access-control",
    "access-control.read",
  ]);
});

test("selecting what was used selects exactly that", () => {
  expect(selectApis([SMS], ["sms", "gone"], ["sms.get"])).toEqual(["sms"]);
});

test("codes that the catalogue lost are named", () => {
  expect(retiredCodes([SMS], ["sms", "sms.get", "fax"])).toEqual(["fax"]);
});
