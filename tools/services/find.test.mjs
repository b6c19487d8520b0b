import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findPlaywrightChromium, findProgram } from "./find.mjs";

let folder;
const program = (path, mode = 0o755) => {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), "");
  chmodSync(join(folder, path), mode);
  return join(folder, path);
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "latchkey-find-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("the first name wins, in whichever folder it is", () => {
  program("a/mysqld");
  const mariadbd = program("b/mariadbd");
  expect(findProgram(["mariadbd", "mysqld"], [join(folder, "a"), join(folder, "b")])).toBe(mariadbd);
});

test("a full path is taken as it is", () => {
  const path = program("Chrome");
  expect(findProgram([path], ["/nowhere"])).toBe(path);
});

test("nothing is found where nothing is", () => {
  expect(findProgram(["nginx"], [folder])).toBeNull();
  expect(findPlaywrightChromium(folder)).toBeNull();
});

test("of several Chromiums of Playwright's the newest is taken, whatever their digits", () => {
  program(".cache/ms-playwright/chromium-999/chrome-linux/chrome");
  const newest = program(".cache/ms-playwright/chromium-1200/chrome-linux/chrome");
  expect(findPlaywrightChromium(folder)).toBe(newest);
});
