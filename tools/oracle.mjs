import { isHelp } from "./lib/help.mjs";
import { requireNode } from "./lib/node-version.mjs";

requireNode();
if (
  !isHelp([
    "npm run oracle",
    "Decides 1,000,000 random requests by the product and by the oracle; ORACLE_REQUESTS and ORACLE_SEED choose others.",
  ])
)
  void import("./oracle/main.mjs").then(({ main }) => main());
