import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const GATEWAY = fileURLToPath(new URL("../dist/main.js", import.meta.url));

it("refuses a Node.js that is too old, in one line and with exit code 1", () => {
  const NODE_OPTIONS =
    "--import=data:text/javascript,Object.defineProperty(process.versions,'node',{value:'18.20.8'})";
  const { status, stdout, stderr } = spawnSync(process.execPath, [GATEWAY], {
    env: { NODE_OPTIONS },
    encoding: "utf8",
  });
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(/^Latchkey needs Node\.js 20\.19 or newer; this is 18\.20\.8\.[^\n]+\n$/);
});

it("says what it is for when it is asked, whatever its settings are", () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [GATEWAY, "--help"], {
    env: { GATEWAY_PORT: "none" },
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatch(/^Latchkey's gateway: /);
});

it("refuses any other word in one line, and starts nothing", () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [GATEWAY, "start"], {
    env: {},
    encoding: "utf8",
  });
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toBe("latchkey gateway: there is no command start: it takes none but --help\n");
});
