import { requireNode } from "./lib/node-version.mjs";

requireNode();
void import("./pictures/main.mjs").then(({ main }) => main());
