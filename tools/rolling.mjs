import { isHelp } from "./lib/help.mjs";
import { requireNode } from "./lib/node-version.mjs";

requireNode();
if (
  !isHelp([
    "npm run rolling -- [how many calls]",
    "Restarts gateways and servers under load until 100,000 calls of each kind were made, or as many as are named, and counts",
    "what failed.",
  ])
)
  void import("./rolling/main.mjs").then(({ main }) => main(process.argv[2]));
