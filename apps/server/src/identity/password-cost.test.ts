import { hashPassword } from "better-auth/crypto";
import { expect, it } from "vitest";
import { hashInEarnest } from "./testing/password-cost.js";

it("a stored password costs who guesses it 32 MB and a tenth of a second each time", async () => {
  const password = "correct horse battery";
  const [salt = "", hash] = (await hashPassword(password)).split(":");
  expect(salt.length).toBeGreaterThanOrEqual(32);
  expect(hash).toBe(hashInEarnest(password, salt));
});
