import { pino } from "pino";
import { readConfig } from "./config.js";
import { startGateway } from "./gateway.js";
import { endOnSignal } from "./signals.js";

/** Runs the gateway until SIGTERM or SIGINT. When it can't start, prints why in one line and exits with 1. */
export async function run(): Promise<void> {
  try {
    const config = readConfig();
    const logger = pino({ level: config.logLevel, base: { part: "gateway" } });
    const starting = startGateway(config, logger);
    endOnSignal(async () => {
      logger.info("the gateway ends");
      await (await starting).close();
    });
    await starting;
  } catch (error) {
    process.stderr.write(`latchkey gateway: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
