import { requireNode } from "@latchkey/program/node-version";

requireNode();
void import("./cli/main.js").then(({ main }) => main(process.argv.slice(2)));
