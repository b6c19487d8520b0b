import { expect, test } from "vitest";
import { parseSignInSearch } from "./sign-in-search.js";

test.each(["/", "/keys", "/keys/key_1/why?method=GET&path=%2Fv1#top", "/keys?q=//evil.example"])(
  "%s is opened once signed in",
  (next) => expect(parseSignInSearch({ next })).toEqual({ next }),
);

test.each([
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "/\n\\evil.example",
  "//",
  "https://evil.example/",
  "javascript:alert(1)",
  "keys",
  "",
  7,
  undefined,
])("%j is not", (next) => expect(parseSignInSearch({ next })).toEqual({}));
