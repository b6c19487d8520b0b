import { expect, test } from "vitest";
import { parseWhySearch, whySearchOf } from "./why-search.js";

test("a denied call from an unknown address is asked about as such", () => {
  const call = { method: "GET", path: "/v1/Accounts/demo/Calls" };
  const search = whySearchOf({ ...call, address: null, requestId: "4f2c" });
  expect(search).toEqual({ ...call, address: "", request: "4f2c" });
  expect(parseWhySearch({ ...search })).toEqual(search);
});

test("what is not text is left out of the search", () => {
  expect(parseWhySearch({ method: "GET", path: 7, address: null, next: "/keys" })).toEqual({ method: "GET" });
});
