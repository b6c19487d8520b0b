import { expect, test } from "vitest";
import { accountChoices } from "./account-choices.js";

test("accounts are chosen by name, and those of one name by their sids too", () => {
  const accounts = [
    { sid: "acme", name: "Acme" },
    { sid: "acme-test", name: "Acme" },
    { sid: "other", name: "Other" },
  ];
  expect(accountChoices(accounts)).toEqual([
    { value: "acme", label: "Acme (acme)" },
    { value: "acme-test", label: "Acme (acme-test)" },
    { value: "other", label: "Other" },
  ]);
});
