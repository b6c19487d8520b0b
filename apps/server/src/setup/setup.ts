import { chmod, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { codeOf, Failure } from "@latchkey/program";
import type { Config } from "../config.js";
import type { Store } from "../database/store.js";
import { firstCall } from "./first-call.js";
import { firstSecrets } from "./first-secrets.js";
import { isFirstStart, setUp } from "./first-start.js";
import { firstStartText } from "./first-start-text.js";

/** Where the first start is told. */
interface Output {
  isTTY?: boolean | undefined;
  write(text: string, done: (error?: Error | null) => void): unknown;
}

/**
 * At the first start makes what an installation begins with, and tells it: on a terminal, else in `<DATA_DIR>/first-start.txt` (mode
 * 600), whose name is printed. The file is there before anything counts, and goes only when the terminal has the text.
 * @throws {Failure} one line: a password that must be given, or a file that can't be written. Nothing was made then.
 */
export async function setUpOnce(store: Store, config: Config, output: Output): Promise<void> {
  const { database } = store;
  if (!(await isFirstStart(database.reader.manager))) return;
  const { accountSid, ownerEmail, operatorEmail, ownerPassword, operatorPassword } = config.setup;
  if (config.production) {
    requirePassword("SETUP_OWNER_PASSWORD", ownerPassword);
    requirePassword("SETUP_OPERATOR_PASSWORD", operatorPassword);
  }
  const first = {
    accountSid,
    ownerEmail,
    operatorEmail,
    secrets: firstSecrets(ownerPassword, operatorPassword),
  };
  const call = await firstCall(database, accountSid);
  const text = firstStartText(first, config.publicUrl, call && `${config.gatewayUrl}${call}`);
  const file = join(config.dataDir, "first-start.txt");
  let kept = false;
  const keep = async () => {
    await writePrivately(file, text);
    kept = true;
  };
  const made = await setUp(store, first, keep).catch(async (error) => {
    if (kept) await rm(file, { force: true });
    throw error;
  });
  if (!made) return;
  if (output.isTTY && (await printed(output, text))) await rm(file, { force: true });
  else await printed(output, `First start: sign-ins and the default key pair are in ${file}\n`);
}

function requirePassword(variable: string, password: string | null): void {
  if (password === null)
    throw new Failure(`${variable} must be set for the first start when NODE_ENV is production.`);
}

async function writePrivately(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, "", { mode: 0o600 });
    // A file of this name that was there before keeps its mode otherwise.
    await chmod(file, 0o600);
    await writeFile(file, text);
  } catch (error) {
    throw new Failure(`DATA_DIR: ${file} cannot be written (${codeOf(error)}), so nothing was set up.`);
  }
}

function printed(output: Output, text: string): Promise<boolean> {
  return new Promise((resolve) => output.write(text, (error) => resolve(!error)));
}
