import { describe, expect, test } from "vitest";
import { followDraft, rebaseDraft, startDraft } from "./draft.js";

const same = (a: string, b: string) => a === b;
const edited = { ...startDraft(3, "theirs at first"), value: "mine" };

describe("a draft", () => {
  test("follows what was loaded anew, while nothing is edited", () => {
    expect(followDraft(startDraft(3, "before"), 4, "after", same)).toEqual(startDraft(4, "after"));
  });
  test("keeps its version once it is edited, so that saving it over another change is refused", () => {
    expect(followDraft(edited, 4, "after", same)).toBe(edited);
  });
  test("follows again when it was edited back to what it started from", () => {
    const back = { ...edited, value: edited.base };
    expect(followDraft(back, 4, "after", same)).toEqual(startDraft(4, "after"));
  });
  test("is not thrown back by an answer that is older than what was just saved", () => {
    const saved = startDraft(5, "saved");
    expect(followDraft(saved, 4, "before", same)).toBe(saved);
  });
  test("goes on from another's change as it was edited", () => {
    expect(rebaseDraft(edited, 4, "theirs")).toEqual({ version: 4, base: "theirs", value: "mine" });
  });
  test("goes on with what both changes make together, where they can be merged", () => {
    const merged = rebaseDraft(edited, 4, "theirs", (base, mine, theirs) => [base, mine, theirs].join(", "));
    expect(merged).toEqual({ version: 4, base: "theirs", value: "theirs at first, mine, theirs" });
  });
});
