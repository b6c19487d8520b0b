import { beforeEach, describe, expect, test, vi } from "vitest";
import { Lease } from "./lease.js";
import { silentLogger } from "./logger.js";
import { Registrar } from "./registrar.js";
import type { Database, Statement } from "./sql/database.js";
import { FakeClock } from "./testing/fake-clock.js";

let clock: FakeClock;
let registrar: Registrar;
/** Revisions in the order in which they were registered. */
let registered: unknown[];
let isAway: boolean;
/** Writes that failed. */
let tries: number;
let finish: (() => void) | null;

beforeEach(() => {
  clock = new FakeClock();
  registered = [];
  isAway = false;
  tries = 0;
  finish = null;
  const write = vi.fn(async ([statement]: readonly Statement[]) => {
    tries += isAway ? 1 : 0;
    if (isAway) throw new Error("away");
    if (!statement?.sql.startsWith("INSERT INTO `gateway`")) return;
    if (finish) await new Promise<void>((resolve) => (finish = resolve));
    registered.push(statement.values[1]);
  });
  const database = { dialect: "mysql", write } as unknown as Database;
  registrar = new Registrar({ id: "a", clock, database, lease: new Lease(clock, 30), logger: silentLogger });
});
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("a gateway that the list does not count", () => {
  test("enters it before it judges, and must read again", async () => {
    expect(await registrar.enter(1)).toBe(true);
    expect(registered).toEqual([1]);
    expect(await registrar.enter(1)).toBe(false);
  });

  test("enters it again when it was silent for its lease", async () => {
    await registrar.enter(1);
    clock.advance(29_999);
    expect(await registrar.enter(2)).toBe(false);
    clock.advance(1);
    expect(await registrar.enter(2)).toBe(true);
    expect(registered).toEqual([1, 2]);
  });

  test("judges all the same when the list cannot be written, and tries again a second later", async () => {
    isAway = true;
    expect(await registrar.enter(1)).toBe(false);
    isAway = false;
    clock.advance(999);
    expect(await registrar.enter(1)).toBe(false);
    clock.advance(1);
    expect(await registrar.enter(1)).toBe(true);
  });
});

describe("a gateway in the list", () => {
  beforeEach(() => registrar.enter(1));

  test("is written at once after a change, else once a second", async () => {
    registrar.pulled(2);
    await settled();
    registrar.pulled(2);
    clock.advance(999);
    registrar.pulled(2);
    await settled();
    expect(registered).toEqual([1, 2]);
    clock.advance(1);
    registrar.pulled(2);
    await settled();
    expect(registered).toEqual([1, 2, 2]);
  });

  test("is written again at once when a change came while it was being written", async () => {
    finish = () => {};
    registrar.pulled(2);
    await settled();
    registrar.pulled(3);
    const release = finish;
    finish = null;
    release();
    await settled();
    expect(registered).toEqual([1, 2, 3]);
  });

  test("is written with the next pull when it could not be written", async () => {
    isAway = true;
    registrar.pulled(2);
    await settled();
    isAway = false;
    registrar.pulled(2);
    await settled();
    expect(registered).toEqual([1, 2]);
  });

  test("is tried once a second while the database takes no writes", async () => {
    isAway = true;
    for (let pulls = 0; pulls < 30; pulls++) {
      clock.advance(100);
      registrar.pulled(2);
      await settled();
    }
    expect(tries).toBeGreaterThanOrEqual(3);
    expect(tries).toBeLessThanOrEqual(5);
    isAway = false;
    clock.advance(1_000);
    registrar.pulled(3);
    await settled();
    expect(registered).toEqual([1, 3]);
  });
});
