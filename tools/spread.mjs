import { isHelp } from "./lib/help.mjs";
import { requireNode } from "./lib/node-version.mjs";

requireNode();
if (
  !isHelp([
    "npm run spread -- [how many changes]",
    "Makes 1,000 changes, or as many as are named, without Redis and with it: how soon each of three gateways judges by them.",
  ])
)
  void import("./spread/main.mjs").then(({ main }) => main(process.argv[2]));
