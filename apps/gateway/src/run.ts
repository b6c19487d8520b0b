import { Failure, isHelp } from "@latchkey/program";
import { pino } from "pino";
import { readConfig } from "./config.js";
import { startGateway } from "./gateway.js";
import { runUntilAsked } from "./run-until-asked.js";

const HELP = `Latchkey's gateway: judges every call of the API, as a reverse proxy and for the proxies that ask it.

node apps/gateway/dist/main.js

Runs until SIGTERM or Ctrl-C. Settings are environment variables: README.md lists them.
`;

/**
 * Runs the gateway until SIGTERM or SIGINT, or says what it is for. When it can't start, prints why in one line and exits with 1.
 * @param words of the command line: none, or `--help`
 */
export async function run(words: readonly string[]): Promise<void> {
  if (isHelp(words)) {
    process.stdout.write(HELP);
    return;
  }
  await runUntilAsked("gateway", async () => {
    const command = words.join(" ");
    if (command !== "") throw new Failure(`there is no command ${command}: it takes none but --help`);
    const config = readConfig();
    const logger = pino({ level: config.logLevel, base: { part: "gateway" } });
    const gateway = await startGateway(config, logger);
    return () => {
      logger.info("the gateway ends");
      return gateway.close();
    };
  });
}
