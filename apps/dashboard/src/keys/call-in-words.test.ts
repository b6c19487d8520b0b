import { expect, test } from "vitest";
import { callInWords } from "./call-in-words.js";

test.each([
  ["203.0.113.9", "sms.send", " from 203.0.113.9 for sms.send"],
  ["203.0.113.9", null, " from 203.0.113.9"],
  [null, "sms.send", " for sms.send"],
  [null, null, ""],
])("a call from %s for %s says what is known of it", (lastUsedAddress, lastUsedOperation, words) => {
  expect(callInWords({ lastUsedAddress, lastUsedOperation })).toBe(words);
});
