import { type AddressRanges, compileRanges } from "@latchkey/enforcement";
import { expect, test } from "vitest";
import { readForwardAuth } from "./forward-auth.js";

const trusted = compileRanges(["127.0.0.0/8"]) as AddressRanges;
const told = [
  "X-Forwarded-Method",
  "GET",
  "X-Forwarded-Uri",
  "/a?b",
  "X-Forwarded-For",
  "192.0.2.1, 127.0.0.9",
];
const unknown = { authorization: null, method: "", path: "", clientAddress: null };

test("method, path and address are what the proxy says of them", () => {
  expect(readForwardAuth([...told, "Authorization", "Basic x"], trusted)).toEqual({
    authorization: "Basic x",
    method: "GET",
    path: "/a?b",
    clientAddress: "192.0.2.1",
  });
});

test("a method or path that is missing or sent twice is none", () => {
  expect(readForwardAuth([], trusted)).toEqual(unknown);
  const twice = readForwardAuth([...told, "x-forwarded-method", "GET", "x-forwarded-uri", "/a?b"], trusted);
  expect(twice).toEqual({ ...unknown, clientAddress: "192.0.2.1" });
});

test("only the headers of its own row are read", () => {
  const others = [
    "X-Original-Method",
    "GET",
    "X-Original-URI",
    "/a",
    "X-Real-IP",
    "192.0.2.1",
    "Forwarded",
    "for=192.0.2.1",
  ];
  expect(readForwardAuth(others, trusted)).toEqual(unknown);
});

test("several lines of X-Forwarded-For are one list", () => {
  const lines = [
    "X-Forwarded-For",
    "198.51.100.1",
    "x-forwarded-for",
    "192.0.2.1",
    "X-Forwarded-For",
    "127.0.0.1",
  ];
  expect(readForwardAuth(lines, trusted).clientAddress).toBe("192.0.2.1");
});
