import { expect, test } from "vitest";
import { looksLike } from "./looks-like.js";

test("a name is typed as it is seen, whatever came along when it was pasted", () => {
  expect(looksLike("Zero width", "Zero\u200B width\uFEFF")).toBe(true);
  expect(looksLike("spaces inside", "  spaces \u00A0 inside ")).toBe(true);
  expect(looksLike("Büro", "Bu\u0308ro")).toBe(true);
  expect(looksLike("مفتاح", "\u200Fمفتاح\u200E")).toBe(true);
  expect(looksLike("❤ key", "❤\uFE0F key")).toBe(true);
});

test("another name is another one, also by its case or where a blank is missing", () => {
  for (const typed of ["billing", "Bill ing", "Billing 2", "Billin", ""])
    expect(looksLike(typed, "Billing"), typed).toBe(false);
});
