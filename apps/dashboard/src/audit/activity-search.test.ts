import { expect, test } from "vitest";
import { auditFilterOf, isFiltered, parseActivitySearch } from "./activity-search.js";

const ALL = { topics: null, actorId: null, subjectId: null, since: null, until: null };

test("without a filter everything is shown, also where the address has a topic that is none", () => {
  for (const raw of [{}, { about: "keys?", by: "" }]) {
    expect(auditFilterOf(parseActivitySearch(raw))).toEqual(ALL);
    expect(isFiltered(parseActivitySearch(raw))).toBe(false);
  }
});

test("a topic, who acted, a key and a page of the address are taken", () => {
  const search = parseActivitySearch({ about: "REFUSED", by: "usr_1", key: "key_1", after: 12 });
  expect(search).toEqual({ about: "REFUSED", by: "usr_1", key: "key_1", after: "12" });
  expect(auditFilterOf(search)).toEqual({
    ...ALL,
    topics: ["REFUSED"],
    actorId: "usr_1",
    subjectId: "key_1",
  });
});

test("each of them leaves something out", () => {
  for (const search of [{ about: "KEYS" }, { by: "usr_1" }, { key: "key_1" }] as const)
    expect(isFiltered(search)).toBe(true);
  expect(isFiltered({ after: "12" })).toBe(false);
});

test("a period goes from the beginning of its first day to the end of its last, by the reader's clock", () => {
  const filter = auditFilterOf(parseActivitySearch({ from: "2026-03-01", to: "2026-03-31" }));
  expect(filter.since).toBe(new Date(2026, 2, 1).toISOString());
  expect(filter.until).toBe(new Date(2026, 3, 1).toISOString());
  expect(isFiltered({ from: "2026-03-01" })).toBe(true);
});

test("what is no day, or a year half typed, is no end of a period", () => {
  for (const day of ["2026-02-30", "0002-03-01", "2026-3-1", "2026-13-01", "March", ""])
    expect(parseActivitySearch({ from: day, to: day })).toEqual({});
});
