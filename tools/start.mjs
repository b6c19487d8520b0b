import { requireNode } from "./lib/node-version.mjs";

requireNode();
void import("./start/main.mjs").then(({ main }) => main());
