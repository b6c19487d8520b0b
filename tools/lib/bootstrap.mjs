import { accessSync, constants, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runLogged } from "./command.mjs";
import { Failure } from "./failure.mjs";
import { withLock } from "./lock.mjs";
import { at, bin, root, stateDir } from "./paths.mjs";
import { step } from "./progress.mjs";
import { whenChanged } from "./stamp.mjs";

const PACKAGES = [
  "packages/enforcement",
  "packages/enforcer",
  "packages/program",
  "apps/server",
  "apps/gateway",
];
/** When one of these changes, packages are installed again. */
export const MANIFESTS = [
  "package.json",
  "pnpm-lock.yaml",
  "pnpm-workspace.yaml",
  ...[
    ...PACKAGES,
    "apps/dashboard",
    "e2e",
    "bench",
    "examples/express",
    "examples/fastify",
    "oracle",
    "system",
  ].map((folder) => `${folder}/package.json`),
];
const CODE = [
  "pnpm-lock.yaml",
  "tsconfig.json",
  "tsconfig.base.json",
  ...PACKAGES.flatMap((folder) => [`${folder}/src`, `${folder}/tsconfig.json`, `${folder}/package.json`]),
];
const DASHBOARD = [
  "pnpm-lock.yaml",
  "packages/enforcement/src",
  "apps/dashboard",
  "apps/server/schema.graphql",
];

/** Shorter waits between tries than npm's and pnpm's own, with which it takes more than a minute to fail without a network. */
const SHORT_WAITS = Object.fromEntries(
  ["npm", "pnpm"].flatMap((tool) => [
    [`${tool}_config_fetch_retry_mintimeout`, "2000"],
    [`${tool}_config_fetch_retry_maxtimeout`, "8000"],
  ]),
);

/**
 * Brings packages and built files up to date; does nothing when they are. Two processes at once wait for each other.
 * @param {{ build?: boolean }} options `build: false` only installs packages
 * @throws {Failure} one line that says what to do
 */
export async function bootstrap({ build = true } = {}) {
  await exclusively(async () => {
    await install();
    if (!build) return;
    await buildCode();
    await buildDashboard();
  });
}

/** Runs `work` while no other set-up, build or check writes to the same files. */
export async function exclusively(work) {
  requireWritable();
  const onWait = (pid) => process.stdout.write(`Waiting for another set-up (process ${pid}) to end …\n`);
  return await withLock(join(stateDir, "lock"), work, onWait);
}

function requireWritable() {
  try {
    mkdirSync(stateDir, { recursive: true });
    accessSync(stateDir, constants.W_OK);
    writeFileSync(join(stateDir, "writable"), "");
  } catch (error) {
    throw new Failure(
      `${stateDir} cannot be written (${error.code}): change its owner, or free some disk space.`,
    );
  }
}

async function install() {
  const { config } = JSON.parse(readFileSync(at("package.json"), "utf8"));
  const pnpm = ["npx", "--yes", `pnpm@${config.pnpm}`];
  await whenChanged(
    {
      root,
      stampFile: join(stateDir, "install.json"),
      sources: MANIFESTS,
      makes: ["node_modules/.pnpm", "apps/server/node_modules", "apps/dashboard/node_modules"],
      extra: `${process.platform} ${process.arch} ${process.versions.modules}`,
    },
    () =>
      step("Installing packages", () =>
        runLogged("install-packages", [...pnpm, "install", "--frozen-lockfile"], { env: installEnv() }),
      ),
  );
}

/** The environment without NODE_ENV: with `production`, packages that the build needs would not be installed. */
function installEnv() {
  const { NODE_ENV, ...env } = process.env;
  return { ...SHORT_WAITS, ...env, CI: "true" };
}

async function buildCode() {
  await whenChanged(
    {
      root,
      stampFile: join(stateDir, "code.json"),
      sources: CODE,
      makes: ["apps/server/dist/main.js", "apps/gateway/dist/main.js", "apps/server/schema.graphql"],
    },
    () =>
      step("Building server and gateway", async () => {
        await runLogged("build-server-and-gateway", [bin("tsc"), "-b"]);
        await runLogged("emit-schema", [process.execPath, "apps/server/dist/emit-schema.js"]);
      }),
  );
}

async function buildDashboard() {
  await whenChanged(
    {
      root,
      stampFile: join(stateDir, "dashboard.json"),
      sources: DASHBOARD,
      makes: ["apps/dashboard/dist/index.html"],
    },
    () =>
      step("Building the dashboard", () =>
        runLogged("build-the-dashboard", [bin("vite", "apps/dashboard"), "build"], {
          cwd: at("apps/dashboard"),
        }),
      ),
  );
}
