import { runSystemTest } from "../lib/system-test.mjs";

/**
 * Measures how soon three gateways judge by a change, without Redis and with it.
 * @param {string} [changes] how many of each; left out: 1000
 */
export function main(changes = "1000") {
  return runSystemTest({
    file: "system/spread.real.test.ts",
    services: ["mysql", "redis"],
    variable: "TEST_SPREAD_CHANGES",
    count: changes,
    usage: "npm run spread -- [how many changes]",
  });
}
