import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { isHelp } from "./help.mjs";
import { at } from "./paths.mjs";

const COMMANDS = readdirSync(at("tools")).filter((name) => name.endsWith(".mjs"));

it.each(COMMANDS)("%s says what it does when it is asked for help, and does nothing else", (name) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [at(`tools/${name}`), "--help"], {
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatch(/^(npm|node) .+\n[A-Z].+\.\n$/s);
});

it("takes no word for a cry for help but the first", () => {
  expect(isHelp(["npm test"], ["units", "--help"])).toBe(false);
  expect(isHelp(["npm test"], [])).toBe(false);
});
