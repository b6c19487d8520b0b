import { expect, test } from "vitest";
import { personInWords } from "./person-name.js";

test("a person is told by name and e-mail, since others may take the same name", () => {
  expect(personInWords({ name: "Asha Rao", email: "asha@example.com" })).toBe("Asha Rao (asha@example.com)");
});

test("of the provider's staff there is no e-mail", () => {
  expect(personInWords({ name: "Operator", email: null })).toBe("Operator");
});
