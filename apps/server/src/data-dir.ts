import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { codeOf, Failure } from "@latchkey/program";

/**
 * Makes a folder, for its owner alone, and the folders above it where they are missing. Node.js's own recursive mkdir never ends
 * where a folder takes no new entries, such as /proc.
 */
export async function makeFolder(folder: string): Promise<void> {
  const make = () => mkdir(folder, { mode: 0o700 });
  try {
    await make();
  } catch (error) {
    if (codeOf(error) === "EEXIST" && (await stat(folder)).isDirectory()) return;
    if (codeOf(error) !== "ENOENT" || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder));
    await make();
  }
}

/**
 * Makes the folder where the installation keeps its files, and makes sure that files can be written there.
 * @throws {Failure} one line that names DATA_DIR.
 */
export async function requireDataDir(folder: string): Promise<void> {
  const probe = join(folder, `.writable-${process.pid}`);
  try {
    await makeFolder(folder);
    await writeFile(probe, "");
    await rm(probe);
  } catch (error) {
    throw new Failure(
      `DATA_DIR ${folder} cannot be written (${codeOf(error)}): change its owner, or set another one.`,
    );
  }
}
