import { beforeEach, expect, test } from "vitest";
import type { Row } from "../sql/database.js";
import { FakeClock } from "../testing/fake-clock.js";
import { GatewayList } from "./gateway-list.js";

let rows: Row[];
let isAway: boolean;
let clock: FakeClock;
let list: GatewayList;

beforeEach(() => {
  rows = [];
  isAway = false;
  clock = new FakeClock();
  const read = async () => {
    if (isAway) throw new Error("away");
    return rows;
  };
  list = new GatewayList("b", { read }, clock);
});

/** So many seconds in which those named write into the list, each by a clock of its own. */
async function pass(seconds: number, ...alive: string[]): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    clock.advance(1_000);
    for (const row of rows)
      if (alive.includes(String(row.id))) row.lastSeenAt = Number(row.lastSeenAt) + 1_000;
    await list.look().catch(() => undefined);
  }
}

test("a gateway is alone until it finds others, and all agree on the order", async () => {
  expect(list.gateways()).toEqual({ count: 1, position: 0 });
  rows = [
    { id: "c", lastSeenAt: 1 },
    { id: "a", lastSeenAt: 9e12 },
  ];
  await pass(1, "a", "c");
  expect(list.gateways()).toEqual({ count: 3, position: 1 });
});

test("a gateway that falls silent counts for ten seconds more, one that leaves no longer", async () => {
  rows = [
    { id: "a", lastSeenAt: 1 },
    { id: "c", lastSeenAt: 1 },
  ];
  await pass(3, "a", "c");
  await pass(8, "c");
  expect(list.gateways().count).toBe(3);
  await pass(4, "c");
  expect(list.gateways()).toEqual({ count: 2, position: 0 });
  rows = [];
  await pass(1);
  expect(list.gateways().count).toBe(1);
});

test("while the database is away the last known list holds, and afterwards nobody is taken for silent", async () => {
  rows = [{ id: "a", lastSeenAt: 1 }];
  await pass(1, "a");
  isAway = true;
  await pass(60);
  expect(list.gateways().count).toBe(2);
  isAway = false;
  await pass(1);
  expect(list.gateways().count).toBe(2);
});

test("while the database takes no writes, our own neither, nobody is taken for silent", async () => {
  rows = ["a", "b", "c"].map((id) => ({ id, lastSeenAt: 1 }));
  await pass(3, "a", "b", "c");
  await pass(60);
  expect(list.gateways()).toEqual({ count: 3, position: 1 });
  await pass(12, "a", "b");
  expect(list.gateways()).toEqual({ count: 2, position: 1 });
});
