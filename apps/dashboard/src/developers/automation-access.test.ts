import { expect, test } from "vitest";
import { automationAccess } from "./automation-access.js";

test.each([
  [["access-control.read"], "Read"],
  [["access-control.write"], "Write"],
  [["access-control.read", "access-control.write"], "Read and write"],
  [["access-control", "sms"], "Read and write"],
  [["sms", "access-control.other"], null],
  [[], null],
])("a key with %j may by GraphQL: %s", (codes, words) => {
  expect(automationAccess(codes)).toBe(words);
});
