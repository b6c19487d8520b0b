import { beforeEach, expect, test } from "vitest";
import { silentLogger } from "../logger.js";
import { FakeClock } from "../testing/fake-clock.js";
import { Health } from "./health.js";

let clock: FakeClock;
let health: Health;
beforeEach(() => {
  clock = new FakeClock();
  health = new Health(clock, silentLogger);
});

test("limits are not counted together before Redis was found, which counts as degraded", () => {
  clock.advance(700);
  expect(health).toMatchObject({ mode: "away", isShared: false, degradedMilliseconds: 700 });
  health.up();
  clock.advance(1_000);
  expect(health).toMatchObject({ mode: "up", isShared: true, degradedMilliseconds: 700 });
});

test("an answer that is overdue makes Redis late until it has come, and is not degraded", () => {
  health.up();
  health.becameLate();
  clock.advance(50);
  expect(health).toMatchObject({ mode: "late", isShared: true, degradedMilliseconds: 0 });
  health.cameAfterAll();
  expect(health.mode).toBe("up");
});

test("a wipe counts as degraded for as long as the longest of the parts is closed", () => {
  health.up();
  health.closed(2_000);
  clock.advance(500);
  health.closed(1_500);
  expect(health).toMatchObject({ mode: "up", isShared: false, degradedMilliseconds: 500 });
  health.closed(2_000);
  clock.advance(2_000);
  expect(health).toMatchObject({ isShared: true, degradedMilliseconds: 2_500 });
});

test("what is lost while a part is closed counts once", () => {
  health.up();
  health.closed(2_000);
  clock.advance(500);
  health.down("gone");
  clock.advance(3_000);
  health.up();
  clock.advance(1_000);
  expect(health).toMatchObject({ isShared: true, degradedMilliseconds: 3_500 });
});
