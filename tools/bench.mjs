import { requireNode } from "./lib/node-version.mjs";

requireNode();
void import("./bench/main.mjs").then(({ main }) => main(process.argv.slice(2)));
