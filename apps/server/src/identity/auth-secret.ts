import { randomBytes } from "node:crypto";
import { link, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { codeOf, Failure } from "@latchkey/program";

/**
 * The secret that signs session cookies: the given one, else the one of the data folder, made at the first start. Servers of one
 * installation that have no folder in common must be given the same AUTH_SECRET.
 * @throws {Failure} when the file can't be read or holds no secret.
 */
export async function authSecret(given: string | null, dataDir: string): Promise<string> {
  if (given) return given;
  const file = join(dataDir, "auth-secret");
  try {
    const secret = await readFile(file, "utf8").catch(async (error) => {
      if (codeOf(error) !== "ENOENT") throw error;
      await makeSecret(file);
      return await readFile(file, "utf8");
    });
    if (secret.trim().length >= 32) return secret.trim();
  } catch (error) {
    throw new Failure(
      `DATA_DIR: ${file} cannot be used (${codeOf(error)}): change its owner, or set AUTH_SECRET.`,
    );
  }
  throw new Failure(
    `DATA_DIR: ${file} holds no secret: delete it (everybody signs in again, second factors are lost), or set AUTH_SECRET.`,
  );
}

/** Makes a secret, unless another server is faster. */
async function makeSecret(file: string): Promise<void> {
  const made = join(dirname(file), `.auth-secret-${process.pid}`);
  try {
    // Linked into its place when it is complete: another server never reads half of it, nor is it ever replaced.
    await writeFile(made, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
    await link(made, file).catch((error) => {
      if (codeOf(error) !== "EEXIST") throw error;
    });
  } finally {
    await rm(made, { force: true });
  }
}
