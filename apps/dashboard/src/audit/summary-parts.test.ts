import { describe, expect, test } from "vitest";
import { summaryParts } from "./summary-parts.js";

/** The sentence with what was chosen in brackets. */
const read = (action: string, summary: string) =>
  summaryParts({ action, summary })
    .map(({ text, isChosen }) => (isChosen ? `[${text}]` : text))
    .join("");

describe("told from the words around it is", () => {
  test.each([
    ["apiKey.disabled", 'Key "Billing" was disabled.', 'Key "[Billing]" was disabled.'],
    [
      "token.deleted",
      'The old token (lkt_1234…) of key "A" was deleted.',
      'The old token (lkt_1234…) of key "[A]" was deleted.',
    ],
    [
      "member.joined",
      '"Asha" joined by an invitation, with the role VIEWER.',
      '"[Asha]" joined by an invitation, with the role VIEWER.',
    ],
    [
      "apiKey.refused",
      "Deleting a key was refused: not allowed.",
      "Deleting a key was refused: not allowed.",
    ],
  ])("the name in a sentence of %s", (action, summary, told) => {
    expect(read(action, summary)).toBe(told);
  });

  test("each of two names", () => {
    const renamed = (is: string, was: string) =>
      read("account.renamed", `The account has the name "${is}"; before: "${was}".`);
    expect(renamed("B", 'A "1"')).toBe('The account has the name "[B]"; before: "[A "1"]".');
  });

  test("each text that was changed of a key", () => {
    expect(
      read(
        "apiKey.updated",
        'Key "A": name "A" → "B \\"2\\""; labels none → "x", "y"; expires never → 2026-03-01T12:00:00.000Z.',
      ),
    ).toBe(
      'Key "[A]": name "[A]" → "[B \\"2\\"]"; labels none → "[x]", "[y]"; expires never → 2026-03-01T12:00:00.000Z.',
    );
    expect(read("apiKey.updated", 'Key "A": holder nobody → "Asha" (usr_1).')).toBe(
      'Key "[A]": holder nobody → "[Asha]" (usr_1).',
    );
    expect(read("apiKey.updated", 'Key "A": nothing changed.')).toBe('Key "[A]": nothing changed.');
  });

  test.each([
    [
      "account.suspended",
      'The account was suspended: spam. The account was resumed: "sorry"',
      'The account was suspended: [spam. The account was resumed: "sorry"]',
    ],
    [
      "throttleGrant.ended",
      "The grant of 400 calls per minute to SMS was ended, 200 are in force again.",
      "The grant of 400 calls per minute to SMS was ended, 200 are in force again.",
    ],
  ])("the reason that %s was given", (action, summary, told) => {
    expect(read(action, summary)).toBe(told);
  });
});

describe("no name passes for words:", () => {
  test("one with quotes in it is one name", () => {
    expect(read("apiKey.disabled", 'Key "A" was deleted. Key "B" was disabled.')).toBe(
      'Key "[A" was deleted. Key "B]" was disabled.',
    );
  });

  test.each([
    [
      "account.renamed",
      'The account has the name "B"; before: "C"; before: "A".',
      'The account has the name "[B"; before: "C"; before: "A]".',
    ],
    [
      "account.renamed",
      'The account has the name "B"; before: "; before: "A".',
      'The account has the name "[B"; before: "; before: "A]".',
    ],
    [
      "apiKey.updated",
      'Key "A": note none → "x"; labels "a": note none → "y".',
      'Key "[A": note none → "x"; labels "a]": note none → "[y]".',
    ],
    [
      "apiKey.updated",
      'Key "A": holder nobody → "Asha "the first" Rao" (usr_1).',
      'Key "[A": holder nobody → "Asha "the first" Rao]" (usr_1).',
    ],
  ])("what could be read in several ways of %s is not told apart", (action, summary, told) => {
    expect(read(action, summary)).toBe(told);
  });
});
