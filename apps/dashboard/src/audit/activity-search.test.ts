import { expect, test } from "vitest";
import { auditFilterOf, isFiltered, parseActivitySearch } from "./activity-search.js";

const ALL = { topics: null, actorId: null, subjectId: null };

test("without a filter everything is shown, also where the address has a topic that is none", () => {
  for (const raw of [{}, { about: "keys?", by: "" }]) {
    expect(auditFilterOf(parseActivitySearch(raw))).toEqual(ALL);
    expect(isFiltered(parseActivitySearch(raw))).toBe(false);
  }
});

test("a topic, who acted, a key and a page of the address are taken", () => {
  const search = parseActivitySearch({ about: "REFUSED", by: "usr_1", key: "key_1", after: 12 });
  expect(search).toEqual({ about: "REFUSED", by: "usr_1", key: "key_1", after: "12" });
  expect(auditFilterOf(search)).toEqual({ topics: ["REFUSED"], actorId: "usr_1", subjectId: "key_1" });
});

test("each of them leaves something out", () => {
  for (const search of [{ about: "KEYS" }, { by: "usr_1" }, { key: "key_1" }] as const)
    expect(isFiltered(search)).toBe(true);
  expect(isFiltered({ after: "12" })).toBe(false);
});
