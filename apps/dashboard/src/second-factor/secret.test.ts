import { expect, test } from "vitest";
import { inFours, secretOf } from "./secret.js";

test.each([
  ["otpauth://totp/Latchkey:owner%40example.com?secret=JBSWY3DP&issuer=Latchkey&digits=6", "JBSWY3DP"],
  ["otpauth://totp/Latchkey:owner%40example.com?issuer=Latchkey", null],
  ["https://example.com/?secret=JBSWY3DP", null],
  ["", null],
])("the secret in %s is %s", (uri, secret) => {
  expect(secretOf(uri)).toBe(secret);
});

test("a secret is written in groups of four", () => {
  expect(inFours("JBSWY3DPEHPK3PXP")).toBe("JBSW Y3DP EHPK 3PXP");
  expect(inFours("JBSWY3DPEH")).toBe("JBSW Y3DP EH");
  expect(inFours("")).toBe("");
});
