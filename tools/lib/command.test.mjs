import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { run } from "./command.mjs";

const HERE = new URL("./command.mjs", import.meta.url);

test("a program that does not exist is named where the command's output goes", async () => {
  const captured = await run(["no-such-program"], { capture: true });
  expect(captured).toEqual({ code: 127, output: "spawn no-such-program ENOENT\n" });

  const code = `const { run } = await import("${HERE}"); process.exitCode = (await run(["no-such-program"])).code;`;
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", code], {
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({ status: 127, stderr: "spawn no-such-program ENOENT\n" });
});
