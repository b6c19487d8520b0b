import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";

const NOT_SOURCE = new Set(["node_modules", "dist", "data", "test-results", "playwright-report"]);

/**
 * The files at or below some paths, sorted, without installed packages and built files. Paths that don't exist are skipped.
 * @param {string} root what the paths and the results are relative to
 * @param {string[]} paths
 */
export function listFiles(root, paths) {
  const files = [];
  const visit = (path) => {
    if (statSync(path).isFile()) return void files.push(relative(root, path));
    for (const entry of readdirSync(path)) if (!NOT_SOURCE.has(entry)) visit(join(path, entry));
  };
  for (const path of paths) if (existsSync(join(root, path))) visit(join(root, path));
  return files.sort();
}

/**
 * The size, time and hash of each file. A file is read only when its size or time is not as in `previous`.
 * @param {Record<string, { size: number, time: number, hash: string }>} previous
 */
export function fingerprint(root, files, previous = {}) {
  const prints = {};
  for (const file of files) {
    const { size, mtimeMs: time } = statSync(join(root, file));
    const known = previous[file];
    const same = known && known.size === size && known.time === time;
    prints[file] = { size, time, hash: same ? known.hash : hashOf(readFileSync(join(root, file))) };
  }
  return prints;
}

/** One hash of the names and contents of all files and of `extra`. Times don't count. */
function digest(prints, extra = "") {
  return hashOf(
    `${extra}\n${Object.entries(prints)
      .map(([file, { hash }]) => `${hash} ${file}\n`)
      .join("")}`,
  );
}

function hashOf(content) {
  return createHash("sha256").update(content).digest("hex");
}

/**
 * Runs `work` unless the sources, and `extra`, are those of its last success and everything that it makes is still there.
 * @param {{ root: string, stampFile: string, sources: string[], makes: string[], extra?: string }} step
 * @returns {Promise<boolean>} whether `work` ran
 */
export async function whenChanged({ root, stampFile, sources, makes, extra = "" }, work) {
  const last = readStamp(stampFile);
  // Taken before the work: a file changed meanwhile makes the next run work again.
  const prints = fingerprint(root, listFiles(root, sources), last.prints);
  const stamp = { digest: digest(prints, extra), prints };
  const fresh = last.digest === stamp.digest && makes.every((path) => existsSync(join(root, path)));
  if (!fresh) await work();
  if (!fresh || JSON.stringify(last.prints) !== JSON.stringify(prints)) writeStamp(stampFile, stamp);
  return !fresh;
}

function readStamp(file) {
  try {
    const stamp = JSON.parse(readFileSync(file, "utf8"));
    return { digest: stamp.digest, prints: stamp.prints ?? {} };
  } catch {
    return { digest: null, prints: {} };
  }
}

function writeStamp(file, stamp) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(stamp));
  renameSync(draft, file);
}
