import { enter } from "./lib/entry.mjs";

enter({
  usage: "node tools/services.mjs mysql,redis,nginx,caddy,openssl,chromium -- command …",
  does: [
    "Runs a command beside the test servers that it names, whose addresses it finds in TEST_MYSQL_URL, TEST_REDIS_URL and so on.",
  ],
  run: (words) => import("./services/main.mjs").then(({ main }) => main(words)),
});
