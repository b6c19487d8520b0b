import { requireNode } from "./lib/node-version.mjs";

requireNode();
void import("./test/main.mjs").then(({ main }) => main(process.argv[2]));
