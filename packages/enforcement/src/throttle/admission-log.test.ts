import fc from "fast-check";
import { expect, it } from "vitest";
import { AdmissionLog, createLogRoom } from "./admission-log.js";

const WINDOW = 1_000;

it("sums up what is in its window in few parts: none is left out, and none counts as older than it is", () => {
  const pauses = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 200 });
  fc.assert(
    fc.property(pauses, fc.integer({ min: 1, max: 8 }), (steps, parts) => {
      const log = new AdmissionLog(createLogRoom());
      let times: number[] = [];
      let now = 0;
      for (const pause of steps) {
        now += pause % 10 === 0 ? pause : 0;
        log.add(now, WINDOW);
        log.forget(now, WINDOW);
        times = [...times, now].filter((time) => time + WINDOW > now);
      }
      const summary = log.summary(parts);
      expect(summary.reduce((sum, { count }) => sum + count, 0)).toBe(times.length);
      expect(summary.length).toBeLessThanOrEqual(parts + 1);
      let taken = 0;
      for (const { count, newest } of summary) {
        taken += count;
        expect(newest).toBe(times[taken - 1]);
      }
    }),
  );
});
