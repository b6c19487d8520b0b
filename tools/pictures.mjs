import { hasWords, isHelp } from "./lib/help.mjs";
import { requireNode } from "./lib/node-version.mjs";

requireNode();
if (
  !isHelp([
    "npm run pictures",
    "Fills an account, and takes a picture of every page, in both themes and at three widths, into .latchkey/pictures.",
  ]) &&
  !hasWords("npm run pictures")
)
  void import("./pictures/main.mjs").then(({ main }) => main());
