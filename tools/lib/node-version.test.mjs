import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as built from "../../packages/program/src/node-version.js";
import { isSupported } from "./node-version.mjs";
import { at, root } from "./paths.mjs";

/** Node.js made to say that it is older, npm's child processes too: the closest to an old version without having one. */
const PRETENDED = "18.20.8";
const env = {
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  NODE_OPTIONS: `--import=data:text/javascript,Object.defineProperty(process.versions,'node',{value:'${PRETENDED}'})`,
};
const LINE = `Latchkey needs Node.js 20.19 or newer; this is ${PRETENDED}. Install a current one from nodejs.org.\n`;

describe("a Node.js that is new enough", () => {
  test.each(["20.19.0", "20.20.2", "21.0.0", "22.1.0", "100.0.0"])("%s is accepted", (version) => {
    expect([isSupported(version), built.isSupported(version)]).toEqual([true, true]);
  });
});

describe("a Node.js that is too old", () => {
  test.each(["20.18.3", "18.20.0", "14.21.3", "8.0.0"])("%s is refused", (version) => {
    expect([isSupported(version), built.isSupported(version)]).toEqual([false, false]);
  });

  test("ends npm start with one line and exit code 1", () => {
    const { status, stderr, stdout } = spawnSync("npm", ["start"], { cwd: root, env, encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 1, stderr: LINE });
    // What npm itself says of every script.
    expect(stdout.split("\n").every((line) => line === "" || line.startsWith("> "))).toBe(true);
  });

  const commands = readdirSync(at("tools")).filter((name) => name.endsWith(".mjs"));
  test.each(commands)("ends tools/%s with one line and exit code 1", (name) => {
    const { status, stderr, stdout } = spawnSync(process.execPath, [at("tools", name)], {
      env,
      encoding: "utf8",
    });
    expect({ status, stderr, stdout }).toEqual({ status: 1, stderr: LINE, stdout: "" });
  });

  test("is what package.json calls too old", () => {
    const { engines } = JSON.parse(readFileSync(at("package.json"), "utf8"));
    expect(engines.node).toBe(">=20.19");
  });
});
