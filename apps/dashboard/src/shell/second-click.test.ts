import { expect, test } from "vitest";
import { createClickJudge } from "./second-click.js";

const inside = (dialog: object | null) => ({ closest: () => dialog }) as unknown as Pick<Element, "closest">;
const PAGE = inside(null);
const DIALOG = inside({});

test("the second of a double click does nothing in a dialog that the first has opened", () => {
  const isMeant = createClickJudge();
  expect(isMeant({ detail: 1, target: PAGE })).toBe(true);
  expect(isMeant({ detail: 2, target: DIALOG })).toBe(false);
  expect(isMeant({ detail: 3, target: DIALOG })).toBe(false);
  expect(isMeant({ detail: 1, target: DIALOG })).toBe(true);
});

test("nor on the page below a dialog that the first has closed", () => {
  const isMeant = createClickJudge();
  expect(isMeant({ detail: 1, target: DIALOG })).toBe(true);
  expect(isMeant({ detail: 2, target: PAGE })).toBe(false);
});

test("a double click in one place, and what the keyboard presses, is meant", () => {
  const isMeant = createClickJudge();
  for (const target of [PAGE, DIALOG])
    for (const detail of [1, 2, 0]) expect(isMeant({ detail, target })).toBe(true);
});
