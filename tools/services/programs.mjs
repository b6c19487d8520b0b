import { spawnSync } from "node:child_process";
import { runLogged } from "../lib/command.mjs";
import { bin } from "../lib/paths.mjs";
import { step } from "../lib/progress.mjs";
import { findPlaywrightChromium, findProgram } from "./find.mjs";

// Programs that the tests start themselves: they are only found here. Each variable holds a path.

export const nginx = {
  name: "nginx with auth_request",
  variable: "TEST_NGINX",
  packages: ["nginx"],
  find() {
    const program = findProgram(["nginx"]);
    const built = program && spawnSync(program, ["-V"], { encoding: "utf8" }).stderr;
    return built?.includes("http_auth_request_module") ? program : null;
  },
};

export const caddy = {
  name: "Caddy",
  variable: "TEST_CADDY",
  packages: ["caddy"],
  find: () => findProgram(["caddy"]),
};

export const openssl = {
  name: "OpenSSL",
  variable: "TEST_OPENSSL",
  packages: ["openssl"],
  find: () => findProgram(["openssl"]),
};

export const chromium = {
  name: "Chromium",
  variable: "TEST_CHROMIUM",
  packages: ["chromium", "fonts-liberation"],
  find: () =>
    findProgram([
      "chromium",
      "chromium-browser",
      "google-chrome",
      "google-chrome-stable",
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ]) ?? findPlaywrightChromium(),

  /** Playwright's own, for systems whose package manager we don't use. */
  download: () =>
    step("Downloading Chromium", () =>
      runLogged("download-chromium", [bin("playwright", "e2e"), "install", "chromium"]),
    ),
};
