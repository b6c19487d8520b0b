import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { run } from "../lib/command.mjs";
import { at, bin, stateDir } from "../lib/paths.mjs";
import { fromPlaywright, fromVitest } from "./results.mjs";

/** Runs these projects of Vitest, all of them for an empty list. */
export async function runVitest(projects, env) {
  const file = reportFile("vitest");
  const { code } = await run(
    [
      bin("vitest"),
      "run",
      ...projects.map((project) => `--project=${project}`),
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${file}`,
    ],
    { env },
  );
  return fromVitest(read(file), code);
}

/**
 * Runs the specs in `e2e`, which start what they test.
 * @param {"together" | "alone"} project which of them: those that measure time run when the others have ended
 */
export async function runPlaywright(project, env) {
  const file = reportFile("playwright");
  const { code } = await run(
    [bin("playwright", "e2e"), "test", `--project=${project}`, "--reporter=list,json"],
    { cwd: at("e2e"), env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file } },
  );
  return fromPlaywright(read(file), code);
}

function reportFile(name) {
  const folder = join(stateDir, "results");
  mkdirSync(folder, { recursive: true });
  // One per run: two at once must not read each other's.
  const file = join(folder, `${name}-${process.pid}.json`);
  process.once("exit", () => rmSync(file, { force: true }));
  return file;
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
