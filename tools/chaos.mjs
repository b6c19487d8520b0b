import { isHelp } from "./lib/help.mjs";
import { requireNode } from "./lib/node-version.mjs";

requireNode();
if (
  !isHelp([
    "npm run chaos -- [how many seconds]",
    "Has servers, gateways, database, Redis and the ways between them fail at random, several at once, for 300 seconds or as many",
    "as are named, and holds what was said meanwhile to the rules. TEST_CHAOS_SEED chooses much the same faults again.",
  ])
)
  void import("./chaos/main.mjs").then(({ main }) => main(process.argv[2]));
