import { scryptSync } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { expect, it } from "vitest";

it("a stored password costs who guesses it 32 MB and a tenth of a second each time", async () => {
  const password = "correct horse battery";
  const [salt = "", hash] = (await hashPassword(password)).split(":");
  const cost = { N: 16_384, r: 16, p: 1, maxmem: 64 * 1024 ** 2 };
  expect(salt.length).toBeGreaterThanOrEqual(32);
  expect(hash).toBe(scryptSync(password, salt, 64, cost).toString("hex"));
});
