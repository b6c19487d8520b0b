import { describe, expect, it } from "vitest";
import type { Lease } from "./batch.js";
import { Reports } from "./reports.js";

const WINDOW = 20_000;

function open() {
  const reports = new Reports();
  let ids = 0;
  const addUnleased = (many: number, at: number) => reports.addUnleased(many, at, WINDOW, () => `${++ids}`);
  return { reports, addUnleased };
}

describe("reports", () => {
  it("put what is admitted without a lease in one batch for a twentieth of the window, then in another", () => {
    const { reports, addUnleased } = open();
    for (const at of [0, 500, 1_000, 1_001]) addUnleased(1, at);
    expect(reports.take(1_001, WINDOW)).toEqual([
      { id: "1", used: 3, lastUse: 1_000 },
      { id: "2", used: 1, lastUse: 1_001 },
    ]);
  });

  it("are taken once, and added to no more: Redis may have the batch already", () => {
    const { reports, addUnleased } = open();
    addUnleased(1, 0);
    const sent = reports.take(0, WINDOW);
    addUnleased(1, 1);
    expect(sent).toEqual([{ id: "1", used: 1, lastUse: 0 }]);
    expect(reports.take(1, WINDOW)).toEqual([{ id: "2", used: 1, lastUse: 1 }]);
    expect(reports.isEmpty).toBe(true);
  });

  it("stand first again when nobody knows whether Redis got them", () => {
    const { reports, addUnleased } = open();
    addUnleased(1, 0);
    const sent = reports.take(0, WINDOW);
    addUnleased(1, 1);
    reports.putBack(sent);
    expect(reports.take(1, WINDOW).map(({ id }) => id)).toEqual(["1", "2"]);
  });

  it("of what has left the window are dropped", () => {
    const { reports, addUnleased } = open();
    addUnleased(1, 0);
    expect(reports.take(WINDOW + 2_000, WINDOW)).toEqual([]);
  });

  it("wait for the next question only where Redis counts just as many already", () => {
    const { reports } = open();
    const lease = (used: number): Lease => ({
      id: "a",
      size: 1,
      used,
      lastUse: 0,
      since: 0,
      until: 1_000,
    });
    reports.add(lease(1));
    expect(reports.isUrgent).toBe(false);
    reports.add(lease(0));
    expect(reports.isUrgent).toBe(true);
  });
});
