import { expect, test } from "vitest";
import { parseAccountsSearch } from "./accounts-search.js";

test("the filters of the list of accounts are read from its address, and what is not understood is left out", () => {
  expect(parseAccountsSearch({ search: "acme", state: "SUSPENDED", after: "x", other: 1 })).toEqual({
    search: "acme",
    state: "SUSPENDED",
    after: "x",
  });
  expect(parseAccountsSearch({ search: "", state: "GONE" })).toEqual({});
});

test("of a token that is searched for, only how it begins is kept", () => {
  const token = `lkt_${"a".repeat(38)}`;
  expect(parseAccountsSearch({ search: token })).toEqual({ search: token.slice(0, 8) });
});
