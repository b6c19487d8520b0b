import { expect, test } from "vitest";
import { anyOf, personInWords } from "./person-name.js";

test("a person is told by name and e-mail, since others may take the same name", () => {
  expect(personInWords({ name: "Asha Rao", email: "asha@example.com" })).toBe("Asha Rao (asha@example.com)");
});

test("of the provider's staff there is no e-mail", () => {
  expect(personInWords({ name: "Operator", email: null })).toBe("Operator");
});

test("of several people some are named, and the others counted", () => {
  const people = ["Asha", "Ben", "Cem", "Dia"].map((name) => ({ name, email: null }));
  expect(anyOf(people.slice(0, 1), 3)).toBe("Asha");
  expect(anyOf(people.slice(0, 3), 3)).toBe("Asha, Ben or Cem");
  expect(anyOf(people, 3)).toBe("Asha, Ben, Cem or one more");
  expect(anyOf(people, 2)).toBe("Asha, Ben or one of 2 more");
});
