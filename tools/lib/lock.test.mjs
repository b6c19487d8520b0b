import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withLock } from "./lock.mjs";

let parent;
let folder;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "latchkey-lock-"));
  folder = join(parent, "lock");
});
afterEach(() => rmSync(parent, { recursive: true }));

test("two never work at the same time, and the second is told whom it waits for", async () => {
  let working = 0;
  let most = 0;
  const told = [];
  const work = async () => {
    working += 1;
    most = Math.max(most, working);
    await new Promise((resolve) => setTimeout(resolve, 50));
    working -= 1;
  };
  await Promise.all([1, 2, 3].map(() => withLock(folder, work, (pid) => told.push(pid))));
  expect(most).toBe(1);
  expect(told).toEqual([process.pid, process.pid]);
});

test("a lock is given back when the work fails", async () => {
  await expect(withLock(folder, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(existsSync(folder)).toBe(false);
});

test("the lock of a process that is gone is taken", async () => {
  const { pid } = spawnSync(process.execPath, ["--version"]);
  mkdirSync(folder);
  writeFileSync(join(folder, "owner"), String(pid));
  expect(await withLock(folder, async () => "worked")).toBe("worked");
});
