import { enter } from "./lib/entry.mjs";

enter({
  usage: "npm run check",
  does: ["Format, lint, types, import rules, and whether generated files are up to date."],
  takesWords: false,
  run: () => import("./check/main.mjs").then(({ main }) => main()),
});
