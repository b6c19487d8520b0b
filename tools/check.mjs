import { requireNode } from "./lib/node-version.mjs";

requireNode();
void import("./check/main.mjs").then(({ main }) => main());
