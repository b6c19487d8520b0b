import { expect, test } from "vitest";
import { memberLabels } from "./member-labels.js";

const member = (id: string, name: string, email: string | null) => ({ id, name, email });

test("members of the same name are told apart by their e-mail", () => {
  const labels = memberLabels([
    member("1", "Asha Rao", "asha@example.com"),
    member("2", "Asha Rao", "asha.rao@example.com"),
    member("3", "Ravi", "ravi@example.com"),
    member("4", "Operator", null),
  ]);
  expect([...labels.values()]).toEqual([
    "Asha Rao (asha@example.com)",
    "Asha Rao (asha.rao@example.com)",
    "Ravi",
    "Operator",
  ]);
});
