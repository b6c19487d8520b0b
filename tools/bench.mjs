import { isHelp } from "./lib/help.mjs";
import { requireNode } from "./lib/node-version.mjs";

requireNode();
if (
  !isHelp([
    "npm run bench -- [figure …] [--write]",
    "Measures the named figures, all for none, each against its bar; --write keeps them in bench/RESULTS.md, and bench/README.md",
    "has their names.",
  ])
)
  void import("./bench/main.mjs").then(({ main }) => main(process.argv.slice(2)));
