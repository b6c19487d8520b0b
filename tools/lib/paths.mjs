import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** What is kept between runs: stamps, logs, results of tests. Not in version control. */
export const stateDir = join(root, ".latchkey");

/** A path below the root. */
export function at(...parts) {
  return join(root, ...parts);
}

/** An executable in the node_modules of a folder, by default the root. */
export function bin(name, folder = ".") {
  return join(root, folder, "node_modules", ".bin", name);
}
