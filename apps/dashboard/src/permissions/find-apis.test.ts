import { expect, test } from "vitest";
import { findApis } from "./find-apis.js";

const SEND = {
  code: "sms.send",
  method: "POST",
  path: "/v1/Accounts/{sid}/Sms/send",
  summary: "Send an SMS",
};
const GET = {
  code: "sms.get",
  method: "GET",
  path: "/v1/Accounts/{sid}/Sms/{id}",
  summary: "See one message",
};
const SMS = { code: "sms", name: "SMS", operations: [SEND, GET] };
const LISTS = {
  code: "lists.get",
  method: "GET",
  path: "/v2/accounts/{sid}/lists",
  summary: "See all lists",
};
const CAMPAIGNS = { code: "campaigns", name: "Campaigns", operations: [LISTS] };
const find = (typed: string) => findApis([SMS, CAMPAIGNS], typed);

test("where nothing is typed all APIs are found, whole", () => {
  for (const typed of ["", "  "])
    expect(find(typed)).toEqual([
      { api: SMS, operations: null },
      { api: CAMPAIGNS, operations: null },
    ]);
});

test("an API is found by its name or code, in whatever case, with all its operations", () => {
  expect(find("campai")).toEqual([{ api: CAMPAIGNS, operations: null }]);
  expect(find("sMs")).toEqual([{ api: SMS, operations: null }]);
});

test("an operation is found by its path, its method, its code or what it does, without the others of its API", () => {
  expect(find("/sms/send")).toEqual([{ api: SMS, operations: [SEND] }]);
  expect(find("get lists")).toEqual([{ api: CAMPAIGNS, operations: [LISTS] }]);
  expect(find("sms message")).toEqual([{ api: SMS, operations: [GET] }]);
});

test("every word must fit", () => expect(find("sms lists")).toEqual([]));
