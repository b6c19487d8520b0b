import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Debian keeps servers where a plain user's PATH does not look. */
const FOLDERS = [
  ...(process.env.PATH ?? "").split(delimiter),
  "/usr/sbin",
  "/usr/local/sbin",
  "/usr/local/bin",
];

/**
 * The first of these programs that is installed, as a full path.
 * @throws Error when none is
 */
export function findProgram(...names: string[]): string {
  for (const name of names) {
    for (const folder of FOLDERS) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {}
    }
  }
  throw new Error(`${names.join(" or ")} must be installed for this test`);
}
