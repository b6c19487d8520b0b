import { expect, test } from "vitest";
import { aboutKey } from "./about-key.js";

test("holders of one name are told apart by their e-mail, which a long note does not push away", () => {
  const about = aboutKey({
    holder: { name: "Asha Rao", email: "asha@example.com" },
    note: "Nightly, from the CRM's own servers.",
    labels: ["crm", "critical"],
  });
  expect(about).toEqual([
    "Held by Asha Rao (asha@example.com)",
    "Nightly, from the CRM's own servers.",
    "crm",
    "critical",
  ]);
});

test("of a key that nobody holds or described there is nothing to say", () => {
  expect(aboutKey({ holder: null, note: null, labels: [] })).toEqual([]);
});
