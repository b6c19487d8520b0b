import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Failure } from "@latchkey/program";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { authSecret } from "./auth-secret.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-secret-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** As on a full disk: no file can be made beside it any more. */
const fill = () => mkdir(join(folder, `.auth-secret-${process.pid}`, "full"), { recursive: true });

describe("the secret that signs sessions", () => {
  it("is made once, for its owner alone, also by several servers at once, and stays", async () => {
    const made = await Promise.all([1, 2, 3].map(() => authSecret(null, folder)));
    expect(new Set(made).size).toBe(1);
    expect(made[0]).toMatch(/^[\w-]{43}$/);
    expect(await authSecret(null, folder)).toBe(made[0]);
    expect(await readdir(folder)).toEqual(["auth-secret"]);
    expect((await stat(join(folder, "auth-secret"))).mode & 0o777).toBe(0o600);
  });

  it("is found where nothing can be written any more", async () => {
    const made = await authSecret(null, folder);
    await fill();
    expect(await authSecret(null, folder)).toBe(made);
  });

  it("that can neither be found nor made ends the start with one line", async () => {
    await fill();
    await expect(authSecret(null, folder)).rejects.toThrow(Failure);
    await expect(authSecret(null, folder)).rejects.toThrow(/^DATA_DIR: .*auth-secret cannot be used/);
  });

  it("is not replaced where the file holds none", async () => {
    await writeFile(join(folder, "auth-secret"), "short\n");
    await expect(authSecret(null, folder)).rejects.toThrow(/holds no secret/);
  });
});
