import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { expect, it, vi } from "vitest";
import { enter } from "./entry.mjs";
import { at } from "./paths.mjs";

const COMMANDS = readdirSync(at("tools")).filter((name) => name.endsWith(".mjs"));

it.each(COMMANDS)("%s says what it does when it is asked for help, and does nothing else", (name) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [at(`tools/${name}`), "--help"], {
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatch(/^(npm|node) .+\n[A-Z].+\.\n$/s);
});

it.each(["start", "check", "build", "pictures", "oracle"])(
  "%s does nothing when it is given words, of which it takes none",
  (name) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [at(`tools/${name}.mjs`), "--port", "5000"],
      {
        encoding: "utf8",
        timeout: 10_000,
      },
    );
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(/^npm \S.* takes no arguments: leave out --port 5000\. [^\n]+\n$/);
  },
);

it("names the services that there are to who asks for another", () => {
  const words = [at("tools/services.mjs"), "mysql,postgres", "--", "true"];
  const { status, stderr } = spawnSync(process.execPath, words, { encoding: "utf8" });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^There is no service "postgres": mysql, redis, [^\n]+\n$/);
});

it.each([[["units", "--help"]], [[]]])("takes no word for a cry for help but the first: %j", (words) => {
  const run = vi.fn();
  enter({ usage: "npm test", does: [], run }, words);
  expect(run).toHaveBeenCalledExactlyOnceWith(words);
});
