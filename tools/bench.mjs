import { isHelp } from "./lib/help.mjs";
import { requireNode } from "./lib/node-version.mjs";

requireNode();
if (
  !isHelp([
    "npm run bench -- [figure …] [--write]",
    "Measures these figures, or all if none is named, each against its bar. --write keeps the results in bench/RESULTS.md.",
    "bench/README.md lists the names.",
  ])
)
  void import("./bench/main.mjs").then(({ main }) => main(process.argv.slice(2)));
