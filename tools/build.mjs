import { enter } from "./lib/entry.mjs";

enter({
  usage: "npm run build",
  does: ["Installs and builds what is missing, and starts nothing."],
  takesWords: false,
  run: () => import("./build/main.mjs").then(({ main }) => main()),
});
