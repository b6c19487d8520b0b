import { expect, test } from "vitest";
import { authorizationOf, singleValue, valuesOf } from "./raw-headers.js";

test("all values of a header are found, in any case, in order", () => {
  expect(valuesOf(["X-A", "1", "x-b", "2", "x-a", "3"], "x-a")).toEqual(["1", "3"]);
});

test("names with underscores or dots are other names", () => {
  expect(valuesOf(["X_Original_URI", "/a", "X.Original.URI", "/b"], "x-original-uri")).toEqual([]);
});

test("a single value is one that was sent exactly once", () => {
  expect(singleValue(["X-A", "1"], "x-a")).toBe("1");
  expect(singleValue([], "x-a")).toBeNull();
  expect(singleValue(["X-A", "1", "x-A", "1"], "x-a")).toBeNull();
});

test("several Authorization headers are one that is malformed", () => {
  expect(authorizationOf([])).toBeNull();
  expect(authorizationOf(["AUTHORIZATION", "Basic x"])).toBe("Basic x");
  expect(authorizationOf(["Authorization", "Basic x", "authorization", "Basic x"])).toBe("\0");
});
