import { defineConfig } from "@playwright/test";
import base from "../playwright.config.js";

/** Pictures to look at: no tests, so `npm test` leaves them out. */
export default defineConfig(base, { testDir: ".", testMatch: "*.picture.ts", timeout: 600_000 });
