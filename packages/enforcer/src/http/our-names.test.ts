import { expect, test } from "vitest";
import { looksLikeOurs, spelledWithHyphens } from "./our-names.js";

test.each(["X-Latchkey-Account", "x_latchkey_key", "X.LATCHKEY.OPERATION", "X-Latchkey_Key", "X~Latchkey"])(
  "%s would be read as ours",
  (name) => expect(looksLikeOurs(name)).toBe(true),
);

test.each(["X-Request-Id", "Latchkey-Account", "Authorization", ""])("%j would not", (name) =>
  expect(looksLikeOurs(name)).toBe(false),
);

test("other characters than letters and digits are read as hyphens", () => {
  expect(spelledWithHyphens("X_Request.ID")).toBe("x-request-id");
});
