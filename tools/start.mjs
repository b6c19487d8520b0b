import { enter } from "./lib/entry.mjs";

enter({
  usage: "npm start",
  does: [
    "Sets up what is missing (packages, build, database, catalogue, first account), then runs the dashboard, the GraphQL API,",
    "a gateway and a demo upstream until Ctrl-C. Takes no arguments: settings are environment variables, listed in README.md.",
  ],
  takesWords: false,
  run: () => import("./start/main.mjs").then(({ main }) => main()),
});
