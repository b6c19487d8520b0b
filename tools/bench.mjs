import { enter } from "./lib/entry.mjs";

enter({
  usage: "npm run bench -- [figure …] [--write]",
  does: [
    "Measures these figures, or all if none is named, each against its bar. --write keeps the results in bench/RESULTS.md.",
    "bench/README.md lists the names.",
  ],
  run: (words) => import("./bench/main.mjs").then(({ main }) => main(words)),
});
