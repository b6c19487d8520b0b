import { enter } from "./lib/entry.mjs";

const usage = "npm run chaos -- [how many seconds]";
enter({
  usage,
  does: [
    "Has servers, gateways, database, Redis and the ways between them fail at random, several at once, for 300 seconds or as many",
    "as are named, and holds what was said meanwhile to the rules. TEST_CHAOS_SEED chooses much the same faults again.",
  ],
  run: ([count = "300"]) =>
    import("./lib/system-test.mjs").then(({ runSystemTest }) =>
      runSystemTest({
        file: "system/chaos.real.test.ts",
        services: ["mysql", "redis"],
        variable: "TEST_CHAOS_SECONDS",
        count,
        usage,
      }),
    ),
});
