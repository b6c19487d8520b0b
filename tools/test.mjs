import { enter } from "./lib/entry.mjs";

enter({
  usage: "npm test [units | integration | e2e]",
  does: [
    "Sets up, then runs every test, or a part of them, with the servers and the browser that it finds, starts or installs.",
    "TEST_MYSQL_URL, TEST_REDIS_URL, TEST_NGINX, TEST_CADDY, TEST_OPENSSL and TEST_CHROMIUM name those to use.",
  ],
  run: ([part]) => import("./test/main.mjs").then(({ main }) => main(part)),
});
