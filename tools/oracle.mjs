import { enter } from "./lib/entry.mjs";

enter({
  usage: "npm run oracle",
  does: [
    "Decides 1,000,000 random requests by the product and by the oracle; ORACLE_REQUESTS and ORACLE_SEED choose others.",
  ],
  takesWords: false,
  run: () => import("./oracle/main.mjs").then(({ main }) => main()),
});
