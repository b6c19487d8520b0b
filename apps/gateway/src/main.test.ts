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
