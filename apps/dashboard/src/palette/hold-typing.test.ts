import { expect, test } from "vitest";
import { holdTyping } from "./hold-typing.js";

/** Gives whether the page was left to act upon the key. */
function press(page: EventTarget, key: string, more: object = {}): boolean {
  return page.dispatchEvent(Object.assign(new Event("keydown", { cancelable: true }), { key, ...more }));
}

test("what is typed before the palette is there reaches the palette, not the field below", () => {
  const page = new EventTarget();
  const end = holdTyping(page);
  for (const key of ["b", "i", "x", "Backspace", "l", "l", " ", "é"]) expect(press(page, key)).toBe(false);
  expect(end()).toBe("bill é");
  expect(press(page, "c")).toBe(true);
});

test("Enter is kept from the page, whose button it would press", () => {
  const page = new EventTarget();
  const end = holdTyping(page);
  expect(press(page, "Enter")).toBe(false);
  expect(end()).toBe("");
});

test("what types nothing stays the page's: Escape, Tab, and other shortcuts", () => {
  const page = new EventTarget();
  const end = holdTyping(page);
  expect(press(page, "Escape")).toBe(true);
  expect(press(page, "Tab")).toBe(true);
  expect(press(page, "r", { ctrlKey: true })).toBe(true);
  expect(end()).toBe("");
});
