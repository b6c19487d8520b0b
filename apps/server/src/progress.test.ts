import { describe, expect, it } from "vitest";
import { showProgress } from "./progress.js";

/** Shows each step of work that takes this long, in milliseconds. */
function shown(isTTY: boolean, steps: readonly (readonly [at: number, done: number])[], total?: number) {
  const written: string[] = [];
  let at = 0;
  const progress = showProgress({ isTTY, write: (text) => written.push(text) }, { monotonic: () => at });
  for (const [moment, done] of steps) {
    at = moment;
    progress.tell(done, total);
  }
  progress.end();
  return written.map((text) => text.replaceAll("\r\x1b[K", "⟲"));
}

describe("progress on a terminal", () => {
  it("is one line that is written anew five times a second, and gone at the end", () => {
    const steps = [0, 100, 200, 300, 400].map((at) => [at, 30 * at] as const);
    expect(shown(true, steps, 12_000)).toEqual([
      "⟲6,000 of 12,000 (50 %) …",
      "⟲12,000 of 12,000 (100 %) …",
      "⟲",
    ]);
  });

  it("is a number alone where nobody knows of how many", () => {
    expect(
      shown(true, [
        [0, 1],
        [250, 1_500],
      ]),
    ).toEqual(["⟲1,500 …", "⟲"]);
  });

  it("is not shown for what is done at once", () => {
    expect(
      shown(
        true,
        [
          [0, 1],
          [150, 2],
        ],
        2,
      ),
    ).toEqual([]);
  });
});

it("is not shown elsewhere", () => {
  expect(
    shown(
      false,
      [
        [0, 1],
        [5_000, 2],
      ],
      9,
    ),
  ).toEqual([]);
});
