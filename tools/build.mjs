import { requireNode } from "./lib/node-version.mjs";

requireNode();
void import("./build/main.mjs").then(({ main }) => main());
