import { isHelp } from "./lib/help.mjs";
import { requireNode } from "./lib/node-version.mjs";

requireNode();
if (
  !isHelp([
    "node tools/services.mjs mysql,redis,nginx,caddy,openssl,chromium -- command …",
    "Runs a command beside the test servers that it names, whose addresses it finds in TEST_MYSQL_URL, TEST_REDIS_URL and so on.",
  ])
)
  void import("./services/main.mjs").then(({ main }) => main(process.argv.slice(2)));
