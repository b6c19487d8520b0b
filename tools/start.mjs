import { hasWords, isHelp } from "./lib/help.mjs";
import { requireNode } from "./lib/node-version.mjs";

requireNode();
if (
  !isHelp([
    "npm start",
    "Sets up what is missing (packages, build, database, catalogue, first account), then runs the dashboard, the GraphQL API,",
    "a gateway and a demo upstream until Ctrl-C. Takes no arguments: settings are environment variables, listed in README.md.",
  ]) &&
  !hasWords("npm start")
)
  void import("./start/main.mjs").then(({ main }) => main());
