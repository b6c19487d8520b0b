import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../lib/command.mjs";
import { at, bin } from "../lib/paths.mjs";

/**
 * The steps of `npm run check`. A step prints what is wrong, and gives whether nothing was.
 * @type {{ title: string, passes: () => Promise<boolean> }[]}
 */
export const STEPS = [
  { title: "Format and lint", passes: () => all([bin("biome"), "check", "--error-on-warnings"]) },
  {
    title: "Types",
    passes: () =>
      all(
        [bin("tsc"), "-b"],
        [bin("tsc"), "-b", "bench"],
        [bin("tsc"), "--noEmit", "-p", "apps/dashboard"],
        [bin("tsc"), "--noEmit", "-p", "e2e"],
        [bin("tsc"), "--noEmit", "-p", "system"],
        [bin("tsc"), "--noEmit", "-p", "oracle"],
      ),
  },
  {
    title: "Import rules",
    passes: () =>
      all([
        bin("depcruise"),
        "--config",
        ".dependency-cruiser.mjs",
        ...["packages", "apps", "examples", "bench", "oracle"],
      ]),
  },
  {
    title: "Generated: schema.graphql",
    passes: () => all([process.execPath, "apps/server/dist/emit-schema.js", "--check"]),
  },
  { title: "Generated: graphql-env.d.ts", passes: documentTypesAreCurrent },
];

/** Runs every command, even after one has failed. Gives whether all succeeded. */
async function all(...commands) {
  let good = true;
  for (const command of commands) good = (await run(command)).code === 0 && good;
  return good;
}

/** Whether the committed types of the dashboard are those that the current schema gives. */
async function documentTypesAreCurrent() {
  const committed = "apps/dashboard/src/graphql-env.d.ts";
  const folder = mkdtempSync(join(tmpdir(), "latchkey-check-"));
  try {
    const made = join(folder, "graphql-env.d.ts");
    const command = [bin("gql.tada", "apps/dashboard"), "generate-output", "--output", made];
    const { code, output } = await run(command, { cwd: at("apps/dashboard"), capture: true });
    if (code === 0 && readFileSync(made, "utf8") === readFileSync(at(committed), "utf8")) return true;
    process.stdout.write(
      code === 0
        ? `${committed} does not fit apps/server/schema.graphql: run npx gql.tada generate-output in apps/dashboard.\n`
        : output,
    );
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
