import { enter } from "./lib/entry.mjs";

const usage = "npm run spread -- [how many changes]";
enter({
  usage,
  does: [
    "Makes 1,000 changes, or as many as are named, without Redis and with it: how soon each of three gateways judges by them.",
  ],
  run: ([count = "1000"]) =>
    import("./lib/system-test.mjs").then(({ runSystemTest }) =>
      runSystemTest({
        file: "system/spread.real.test.ts",
        services: ["mysql", "redis"],
        variable: "TEST_SPREAD_CHANGES",
        count,
        usage,
      }),
    ),
});
