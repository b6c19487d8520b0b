import { expect, it } from "vitest";
import { newId, startOfIds } from "./ids.js";

const NOW = new Date("2026-03-01T12:00:00.000Z");

it("an id names its kind, and has 24 letters and digits of which 16 are random", () => {
  const ids = Array.from({ length: 1_000 }, () => newId("key", NOW));
  for (const id of ids) expect(id).toMatch(/^key_[0-9A-Za-z]{24}$/);
  expect(new Set(ids.map((id) => id.slice(0, -16)))).toEqual(new Set([startOfIds("key", NOW)]));
  expect(new Set(ids).size).toBe(1_000);
});

it("ids sort by the millisecond in which they were made, by their bytes", () => {
  const moments = [0, 1, 61, 62, NOW.getTime(), NOW.getTime() + 1, Date.parse("2999-12-31T23:59:59.999Z")];
  const ids = moments.map((at) => newId("evt", new Date(at)));
  expect([...ids].sort()).toEqual(ids);
  for (const [at, id] of ids.entries()) {
    const start = startOfIds("evt", new Date(moments[at] ?? 0));
    expect(start <= id && (ids[at - 1] ?? "") < start).toBe(true);
  }
});

it("moments before and after all that ids can tell are the first and the last of these", () => {
  const [year0, year9999] = ["0000-01-01", "9999-12-31"].map((day) => startOfIds("evt", new Date(day)));
  expect([year0, year9999]).toEqual(["evt_00000000", "evt_zzzzzzzz"]);
});
