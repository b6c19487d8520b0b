import { type AddressRanges, compileRanges } from "@latchkey/enforcement";
import { expect, test } from "vitest";
import { readEnvoy } from "./envoy.js";

const trusted = compileRanges(["127.0.0.0/8"]) as AddressRanges;

test("method and path are the call's own, the address is in X-Forwarded-For", () => {
  const rawHeaders = ["x-forwarded-for", "203.0.113.9, 192.0.2.1, 127.0.0.1", "authorization", "Basic x"];
  expect(readEnvoy({ method: "GET", url: "/a?b", rawHeaders }, trusted)).toEqual({
    authorization: "Basic x",
    method: "GET",
    path: "/a?b",
    clientAddress: "192.0.2.1",
  });
});

test("no other header is read", () => {
  const names = [
    "X-Forwarded-Method",
    "X-Forwarded-Uri",
    "X-Original-URI",
    "X-Real-IP",
    "X-Envoy-Original-Path",
  ];
  const rawHeaders = names.flatMap((name) => [name, "192.0.2.1"]);
  expect(readEnvoy({ method: "POST", url: "/a", rawHeaders }, trusted)).toEqual({
    authorization: null,
    method: "POST",
    path: "/a",
    clientAddress: null,
  });
});
