import { hasWords, isHelp } from "./lib/help.mjs";
import { requireNode } from "./lib/node-version.mjs";

requireNode();
if (
  !isHelp([
    "npm run check",
    "Format, lint, types, import rules, and whether generated files are up to date.",
  ]) &&
  !hasWords("npm run check")
)
  void import("./check/main.mjs").then(({ main }) => main());
