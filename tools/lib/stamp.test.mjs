import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fingerprint, listFiles, whenChanged } from "./stamp.mjs";

let root;
let runs;
const write = (path, text) => writeFileSync(join(root, path), text);
const again = (extra) =>
  whenChanged(
    { root, stampFile: join(root, "stamp.json"), sources: ["src", "absent"], makes: ["made"], extra },
    async () => {
      runs += 1;
      write("made", "");
    },
  );

beforeEach(() => {
  runs = 0;
  root = mkdtempSync(join(tmpdir(), "latchkey-stamp-"));
  mkdirSync(join(root, "src/node_modules"), { recursive: true });
  write("src/a.ts", "one");
  write("src/node_modules/b.ts", "not a source");
});
afterEach(() => rmSync(root, { recursive: true }));

describe("work is done", () => {
  test("the first time", async () => {
    expect(await again()).toBe(true);
  });

  test("when a file has another content, of the same size and time too if the file was touched", async () => {
    await again();
    write("src/a.ts", "two");
    utimesSync(join(root, "src/a.ts"), 1, 1);
    expect(await again()).toBe(true);
  });

  test("when a file was added or removed", async () => {
    await again();
    write("src/c.ts", "");
    expect(await again()).toBe(true);
    rmSync(join(root, "src/c.ts"));
    expect(await again()).toBe(true);
  });

  test("when what it makes is gone", async () => {
    await again();
    rmSync(join(root, "made"));
    expect(await again()).toBe(true);
  });

  test("when what it depends on beside files is another", async () => {
    await again("abi 115");
    expect(await again("abi 127")).toBe(true);
  });

  test("again after it failed", async () => {
    const failing = whenChanged(
      { root, stampFile: join(root, "stamp.json"), sources: ["src"], makes: [] },
      () => Promise.reject(new Error("no")),
    );
    await expect(failing).rejects.toThrow("no");
    expect(await again()).toBe(true);
  });

  test("when the stamp is not readable", async () => {
    await again();
    write("stamp.json", "{");
    expect(await again()).toBe(true);
  });
});

describe("work is left", () => {
  test("when nothing changed", async () => {
    await again();
    expect(await again()).toBe(false);
    expect(runs).toBe(1);
  });

  test("when a file was only touched", async () => {
    await again();
    utimesSync(join(root, "src/a.ts"), 1, 1);
    expect(await again()).toBe(false);
  });

  test("when an installed package changed", async () => {
    await again();
    write("src/node_modules/b.ts", "other");
    expect(await again()).toBe(false);
  });
});

test("a file whose size and time are known is not read", () => {
  const known = fingerprint(root, listFiles(root, ["src"]));
  known["src/a.ts"].hash = "as remembered";
  expect(fingerprint(root, ["src/a.ts"], known)["src/a.ts"].hash).toBe("as remembered");
});
