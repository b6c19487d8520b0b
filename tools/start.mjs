import { requireNode } from "./lib/node-version.mjs";

requireNode();
import("./start/main.mjs").then(({ main }) => main());
