import "reflect-metadata";
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { openDatabase } from "./database.js";
import { isMigrated, migrate } from "./migrate.js";
import { createTestPlace, type TestPlace } from "./testing/database.js";

const SERVER = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

let place: TestPlace;
beforeEach(async () => {
  place = await createTestPlace();
});
afterEach(() => place.drop());

async function withDatabase<T>(
  work: (database: Awaited<ReturnType<typeof openDatabase>>) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(place.url);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

describe("several servers that start on an empty database", () => {
  it("prepare it once, and all of them succeed", async () => {
    const env = { PATH: process.env.PATH, DATABASE_URL: place.url, DATA_DIR: place.folder };
    const start = () => promisify(execFile)(process.execPath, [SERVER, "migrate"], { env });
    await Promise.all([start(), start(), start()]);
    await withDatabase(async ({ reader }) => {
      expect(await isMigrated(reader)).toBe(true);
      expect(await reader.manager.countBy(AuditEvent, { action: "catalogue.synchronised" })).toBe(1);
    });
  });
});

describe("a database that is prepared already", () => {
  it("is left as it is", async () => {
    await withDatabase(async (database) => {
      await migrate(database);
      await migrate(database);
      expect(await isMigrated(database.reader)).toBe(true);
    });
  });
});

describe("a database of a newer program", () => {
  it("is refused in one line, and left as it is", async () => {
    await withDatabase(async (database) => {
      await migrate(database);
      await database.writer.query("INSERT INTO `migrations` (`timestamp`, `name`) VALUES (1, 'Later1')");
      await expect(migrate(database)).rejects.toThrow(/^DATABASE_URL: .*newer version.*\.$/);
    });
  });
});

describe("a migration that was cut off half way", () => {
  it("is finished by the next start", async () => {
    await withDatabase(async (database) => {
      await migrate(database);
      // What MySQL has left when it is killed between two statements; on SQLite nothing would be left.
      const tables = database.writer.options.type === "mysql" ? ["denial", "gateway"] : [];
      for (const table of tables) await database.writer.query(`DROP TABLE \`${table}\``);
      if (tables.length > 0) await database.writer.query("DELETE FROM `migrations`");
      await migrate(database);
      await database.reader.query("SELECT * FROM `gateway`");
      expect(await isMigrated(database.reader)).toBe(true);
    });
  });
});
