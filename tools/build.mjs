import { hasWords, isHelp } from "./lib/help.mjs";
import { requireNode } from "./lib/node-version.mjs";

requireNode();
if (
  !isHelp(["npm run build", "Installs and builds what is missing, and starts nothing."]) &&
  !hasWords("npm run build")
)
  void import("./build/main.mjs").then(({ main }) => main());
