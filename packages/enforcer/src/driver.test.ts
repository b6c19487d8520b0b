import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

const DATABASE = { databaseUrl: "mysql://latchkey:secret@127.0.0.1:1/latchkey" };

/** Of a package that is not there, as Node.js says it. */
function missing(name: string): never {
  throw new Error(`Cannot find package '${name}' imported from somewhere`);
}
vi.mock("mysql2/promise", () => missing("mysql2"));
vi.mock("@redis/client", () => missing("@redis/client"));

const unheard: unknown[] = [];
const hear = (reason: unknown) => void unheard.push(reason);
beforeEach(() => void process.on("unhandledRejection", hear));
afterEach(() => {
  process.off("unhandledRejection", hear);
  expect(unheard).toEqual([]);
});

describe("a driver that can't be loaded", () => {
  test.each([
    [DATABASE, "MySQL"],
    [{ databaseUrl: "sqlite:/nowhere/at-all.sqlite", redisUrl: "redis://127.0.0.1:1" }, "Redis"],
  ])("is what createEnforcer rejects with: %j", async (options, what) => {
    const { createEnforcer } = await import("./enforcer.js");
    await expect(createEnforcer(options)).rejects.toThrow(`the driver of ${what} can't be loaded`);
  });

  test("keeps nothing from closing, and each read says so", async () => {
    const { openRulesReader } = await import("./replica/rules-reader.js");
    const unused = openRulesReader(DATABASE.databaseUrl);
    await unused.close();
    const used = openRulesReader(DATABASE.databaseUrl);
    for (let time = 0; time < 2; time++)
      await expect(used.readByKey("lk_any")).rejects.toThrow("the driver of MySQL can't be loaded");
  });
});
