import { requireNode } from "@latchkey/program/node-version";

requireNode();
void import("./run.js").then(({ run }) => run(process.argv.slice(2)));
