import { expect, test } from "vitest";
import { callProblems, callToAsk } from "./call.js";

const CALL = { method: "GET", path: "/v1/Accounts/demo/Calls", address: "" };

test("a call from an unknown address can be asked about", () => {
  expect(callProblems(CALL)).toEqual({});
});

test.each(["203.0.113.9", "2001:db8::1"])("%s is an address", (address) => {
  expect(callProblems({ ...CALL, address })).toEqual({});
});

test("a whole URL and a network are refused, each at its own field", () => {
  const call = { ...CALL, path: "https://api.example.com/v1", address: "203.0.113.0/24" };
  expect(Object.keys(callProblems(call))).toEqual(["path", "address"]);
});

test("a call is asked about without its query, which may hold a secret and decides nothing", () => {
  const typed = { ...CALL, path: " /v1/Accounts/demo/Calls?To=1&token=lkt_0123 ", address: " 203.0.113.9" };
  expect(callToAsk(typed)).toEqual({ ...CALL, address: "203.0.113.9" });
});
