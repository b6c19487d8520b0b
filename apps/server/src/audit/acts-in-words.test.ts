import { expect, it } from "vitest";
import { buildApiSchema } from "../graphql/schema.js";
import { ACTS_IN_WORDS, refusalInWords } from "./acts-in-words.js";

it("every mutation has words, and no other", () => {
  const mutations = Object.keys(buildApiSchema().getMutationType()?.getFields() ?? {});
  expect(Object.keys(ACTS_IN_WORDS).sort()).toEqual(mutations.sort());
});

it.each([
  ["deleteApiKey", "FORBIDDEN", "Deleting a key was refused: not allowed."],
  ["renameAccount", "NOT_FOUND", "Renaming the account was refused: not found."],
  [
    "setPermissions",
    "NOT_GRANTABLE",
    "Changing the permissions of a key was refused: a permission that only an owner or admin may grant.",
  ],
  // As of a key whose mutation stands in a fragment.
  ["mutation", "FORBIDDEN", "A change was refused: not allowed."],
])("a refused act is told in words: %s, %s", (mutation, code, words) => {
  expect(refusalInWords(mutation, code)).toBe(words);
});
