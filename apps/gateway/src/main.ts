import { requireNode } from "@latchkey/enforcer/node-version";

requireNode();
void import("./run.js").then(({ run }) => run(process.argv.slice(2)));
