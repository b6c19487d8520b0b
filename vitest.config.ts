import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

// Vite would take graphql's ES module for our own files and Node.js its CommonJS for everybody else's: two copies, which refuse each other's types.
const alias = [{ find: /^graphql$/, replacement: "graphql/index.js" }];
const resolve = { conditions: ["latchkey-source"], alias };
const ssr = { resolve: { conditions: ["latchkey-source"] } };
const exclude = ["**/node_modules/**", "**/dist/**", "e2e/**"];

/** Keeps the machine so busy that no other test can measure time beside it. */
const LOADING = "system/redis-away.real.test.ts";

/** Tests with real servers that measure time, and mostly let it pass: a core for each, when those are done that don't. */
const TIMED = [
  "packages/enforcer/src/timing.real.test.ts",
  "packages/enforcer/src/redis/connection.real.test.ts",
  "packages/enforcer/src/throttle/{clients,faults,slow,together}.real.test.ts",
];

/** One more than there are cores: most tests wait for a database half of their time. */
const WORKERS = availableParallelism() + 1;

/**
 * The files of a worker share what they import: reading the server's modules anew for each takes longer than its tests. Those with
 * properties are among them.
 */
const SHARED = { isolate: false, setupFiles: ["tools/test/property-sizes.mjs"] };

/** They prove nothing by being fast, and a crowded machine is slow. */
const PATIENT = { testTimeout: 60_000, hookTimeout: 60_000 };

/** Of both databases: as above, and passwords are hashed at a lower cost. */
const DATABASE = {
  ...SHARED,
  ...PATIENT,
  setupFiles: [...SHARED.setupFiles, "tools/test/light-passwords.mjs"],
};

/**
 * `database` tests run twice, on SQLite and on a MySQL-protocol server; `real` tests need other real servers; `timed` ones measure time
 * beside, `system` tests start whole installations and measure time, and `load` tests keep the machine busy: each of these three runs when
 * the ones before have ended.
 */
export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        ssr,
        test: {
          name: "unit",
          ...SHARED,
          include: ["**/*.test.ts", "**/*.test.tsx", "tools/**/*.test.mjs"],
          exclude: [...exclude, "**/*.db.test.ts", "**/*.mysql.test.ts", "**/*.real.test.ts"],
          maxWorkers: WORKERS,
          testTimeout: 20_000,
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: "sqlite",
          ...DATABASE,
          include: ["**/*.db.test.ts"],
          exclude,
          env: { TEST_DATABASE: "sqlite" },
          maxWorkers: WORKERS,
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: "mysql",
          ...DATABASE,
          include: ["**/*.db.test.ts", "**/*.mysql.test.ts"],
          exclude,
          env: { TEST_DATABASE: "mysql" },
          maxWorkers: WORKERS,
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: "real",
          include: ["**/*.real.test.ts"],
          exclude: [...exclude, ...TIMED, "system/**"],
          maxWorkers: WORKERS,
          ...PATIENT,
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: "timed",
          include: TIMED,
          exclude,
          testTimeout: 60_000,
          maxWorkers: availableParallelism(),
          sequence: { groupOrder: 1 },
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: "system",
          include: ["system/**/*.real.test.ts"],
          exclude: [...exclude, LOADING],
          testTimeout: 60_000,
          hookTimeout: 240_000,
          // They mostly wait: for processes, and for time to pass.
          maxWorkers: 4,
          sequence: { groupOrder: 2 },
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: "load",
          include: [LOADING],
          exclude,
          testTimeout: 60_000,
          hookTimeout: 240_000,
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
