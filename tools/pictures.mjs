import { enter } from "./lib/entry.mjs";

enter({
  usage: "npm run pictures",
  does: [
    "Fills an account, and takes a picture of every page, in both themes and at three widths, into .latchkey/pictures.",
  ],
  takesWords: false,
  run: () => import("./pictures/main.mjs").then(({ main }) => main()),
});
