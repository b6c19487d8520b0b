import { isHelp } from "./lib/help.mjs";
import { requireNode } from "./lib/node-version.mjs";

requireNode();
if (
  !isHelp([
    "npm test [units | integration | e2e]",
    "Sets up, then runs every test, or a part of them, with the servers and the browser that it finds, starts or installs.",
    "TEST_MYSQL_URL, TEST_REDIS_URL, TEST_NGINX, TEST_CADDY, TEST_OPENSSL and TEST_CHROMIUM name those to use.",
  ])
)
  void import("./test/main.mjs").then(({ main }) => main(process.argv[2]));
