import "reflect-metadata";
import { mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openDatabase } from "./database.js";
import { migrate } from "./migrate.js";
import { Revision } from "./revision.entity.js";

it("refuses to write to a file that was taken away, since nobody would find it there", async () => {
  const folder = await mkdtemp(join(tmpdir(), "latchkey-server-"));
  const file = join(folder, "test.sqlite");
  const database = await openDatabase(`sqlite:${file}`);
  await migrate(database);
  const write = (id: number) => database.write((manager) => manager.insert(Revision, { id, value: 1 }));
  await write(7);
  await rename(file, `${file}.old`);
  await expect(write(8)).rejects.toMatchObject({ code: "SQLITE_READONLY_DBMOVED" });
  await rename(`${file}.old`, file);
  await write(9);
  expect(await database.reader.manager.existsBy(Revision, { id: 8 })).toBe(false);
  await database.close();
  await rm(folder, { recursive: true });
});
