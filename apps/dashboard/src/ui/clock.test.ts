import { afterEach, beforeEach, expect, test, vi } from "vitest";

const SERVER = Date.parse("2026-03-29T00:30:00.000Z");
const MINUTE = 60_000;

let now: () => number;
let setClock: (date: string | null, sentAt: number, answeredAt: number) => void;
beforeEach(async () => {
  vi.resetModules();
  ({ now, setClock } = await import("./clock.js"));
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

/** An answer of the server at this moment of its own, which the network has for so long each way. */
function answer(at: number, way: number, wrongBy: number): void {
  setClock(new Date(at).toUTCString(), at - way + wrongBy, at + way + wrongBy);
}

test.each([-10 * MINUTE, 10 * MINUTE, 365 * 24 * 60 * MINUTE])(
  "a clock that is %i ms wrong is set by the server's, to within a second and the way",
  (wrongBy) => {
    answer(SERVER + 400, 20, wrongBy);
    vi.setSystemTime(SERVER + 5000 + wrongBy);
    expect(Math.abs(now() - (SERVER + 5000))).toBeLessThanOrEqual(1020);
  },
);

test("a clock that may be right is left alone, on a slow network too", () => {
  answer(SERVER + 999, 0, 0);
  answer(SERVER, 2000, 1500);
  vi.setSystemTime(SERVER);
  expect(now()).toBe(SERVER);
});

test("what was learned once does not move with each answer", () => {
  answer(SERVER + 500, 10, MINUTE);
  vi.setSystemTime(SERVER);
  const before = now();
  for (const [at, way] of [
    [SERVER + 900, 1500],
    [SERVER + 2400, 30],
  ] as const)
    answer(at, way, MINUTE);
  expect(now()).toBe(before);
});

test("an answer without a date teaches nothing", () => {
  setClock(null, 0, 0);
  setClock("soon", 0, 0);
  vi.setSystemTime(SERVER);
  expect(now()).toBe(SERVER);
});
