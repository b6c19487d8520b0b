import { requireNode } from "@latchkey/enforcer/node-version";

requireNode();
void import("./cli/main.js").then(({ main }) => main(process.argv.slice(2)));
