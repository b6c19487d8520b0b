import { runSystemTest } from "../lib/system-test.mjs";

/**
 * Restarts gateways and servers one after the other under load, and counts what fails.
 * @param {string} [calls] how many of each kind, at least; left out: 100000
 */
export function main(calls = "100000") {
  return runSystemTest({
    file: "system/rolling.real.test.ts",
    services: ["mysql", "redis", "nginx", "caddy"],
    variable: "TEST_ROLLING_CALLS",
    count: calls,
    usage: "npm run rolling -- [how many calls]",
  });
}
