import { requireNode } from "./lib/node-version.mjs";

requireNode();
void import("./rolling/main.mjs").then(({ main }) => main(process.argv[2]));
