import { runSystemTest } from "../lib/system-test.mjs";

/**
 * Has random parts of an installation fail, several at once, and holds what was said meanwhile to the rules.
 * @param {string} [seconds] for how long, at least; left out: 300
 */
export function main(seconds = "300") {
  return runSystemTest({
    file: "system/chaos.real.test.ts",
    services: ["mysql", "redis"],
    variable: "TEST_CHAOS_SECONDS",
    count: seconds,
    usage: "npm run chaos -- [how many seconds]",
  });
}
