import { enter } from "./lib/entry.mjs";

const usage = "npm run rolling -- [how many calls]";
enter({
  usage,
  does: [
    "Restarts gateways and servers under load until 100,000 calls of each kind were made, or as many as are named, and counts",
    "what failed.",
  ],
  run: ([count = "100000"]) =>
    import("./lib/system-test.mjs").then(({ runSystemTest }) =>
      runSystemTest({
        file: "system/rolling.real.test.ts",
        services: ["mysql", "redis", "nginx", "caddy"],
        variable: "TEST_ROLLING_CALLS",
        count,
        usage,
      }),
    ),
});
