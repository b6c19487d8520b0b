import { defineConfig } from "@playwright/test";

/** What measures time bears nothing beside it. */
const MEASURES_TIME = /@time/;

/** Chromium is the one of TEST_CHROMIUM, else Playwright's own. Each worker has an installation of its own. */
export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  workers: 2,
  projects: [
    { name: "together", grepInvert: MEASURES_TIME },
    { name: "alone", grep: MEASURES_TIME, workers: 1 },
  ],
  timeout: 120_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [["list"], ["json", { outputFile: process.env.E2E_REPORT ?? "test-results/report.json" }]],
  use: {
    screenshot: "only-on-failure",
    // Recording one takes a third of the time. Playwright's own `--trace retain-on-failure` has one made of what failed.
    trace: "off",
    viewport: { width: 1280, height: 900 },
    launchOptions: {
      ...(process.env.TEST_CHROMIUM ? { executablePath: process.env.TEST_CHROMIUM } : {}),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
