import { askedToEnd } from "@latchkey/program";

/**
 * Runs a part until SIGTERM or SIGINT asks it to end, closes it, and ends the process. When it can't start or close, prints why in one
 * line and ends with 1.
 * @param part its name, for people
 * @param start gives how to close it, which must not take for ever
 */
export async function runUntilAsked(part: string, start: () => Promise<() => Promise<void>>): Promise<never> {
  const asked = askedToEnd();
  try {
    const close = await start();
    await asked;
    await close();
    process.exit(0);
  } catch (error) {
    process.stderr.write(`latchkey ${part}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
