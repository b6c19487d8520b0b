import { expect, test } from "vitest";
import { searchText } from "./search-text.js";

const TOKEN = "lkt_Tr9dQ0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV";

test.each([
  TOKEN,
  `lk_0123456789abcdefghij:${TOKEN}`,
  `curl -u "lk_x:${TOKEN}" http://localhost`,
  "lkt_Tr9d…",
])("of %s only how the token begins is searched for", (pasted) => {
  expect(searchText(pasted)).toBe("lkt_Tr9d");
});

test.each(["", "billing ", "lk_0123456789abcdefghij", "lkt_Tr9"])(
  "“%s” is searched for as it is",
  (typed) => {
    expect(searchText(typed)).toBe(typed);
  },
);
