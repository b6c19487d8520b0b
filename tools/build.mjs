import { isHelp } from "./lib/help.mjs";
import { requireNode } from "./lib/node-version.mjs";

requireNode();
if (!isHelp(["npm run build", "Installs and builds what is missing, and starts nothing."]))
  void import("./build/main.mjs").then(({ main }) => main());
