import { requireNode } from "./lib/node-version.mjs";

requireNode();
void import("./spread/main.mjs").then(({ main }) => main(process.argv[2]));
