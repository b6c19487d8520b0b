import { expect, test } from "vitest";
import { parseWhySearch, whySearchOf } from "./why-search.js";

test("a denied call from an unknown address is asked about as such", () => {
  const search = whySearchOf({ method: "GET", path: "/v1/Accounts/demo/Calls", address: null });
  expect(search).toEqual({ method: "GET", path: "/v1/Accounts/demo/Calls", address: "" });
});

test("what is not text is left out of the search", () => {
  expect(parseWhySearch({ method: "GET", path: 7, address: null, next: "/keys" })).toEqual({ method: "GET" });
});
