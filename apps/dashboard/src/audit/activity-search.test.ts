import { expect, test } from "vitest";
import { parseActivitySearch, topicsOf } from "./activity-search.js";

test("without a topic everything is shown, also where the address has one that is none", () => {
  expect(topicsOf(parseActivitySearch({}))).toBeNull();
  expect(topicsOf(parseActivitySearch({ about: "keys?" }))).toBeNull();
});

test("a topic and a page of the address are taken", () => {
  expect(parseActivitySearch({ about: "REFUSED", after: 12 })).toEqual({ about: "REFUSED", after: "12" });
  expect(topicsOf({ about: "REFUSED" })).toEqual(["REFUSED"]);
});
