import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, test } from "vitest";
import { openDatabase } from "./database.js";

test("a database file that is not there is an error, and is not made", async () => {
  const database = openDatabase("sqlite:/nowhere/latchkey.sqlite");
  await expect(database.read("SELECT 1")).rejects.toThrow("no database file /nowhere/latchkey.sqlite");
  await database.close();
});

test("a database that is just being connected to, and does not answer, keeps nobody from closing it", async () => {
  const silent = createServer(() => {}).listen(0, "127.0.0.1");
  await once(silent, "listening");
  const { port } = silent.address() as AddressInfo;
  const database = openDatabase(`mysql://latchkey:secret@127.0.0.1:${port}/latchkey`);
  const reading = database.read("SELECT 1").catch(() => "it could not be read");
  await once(silent, "connection");
  await database.close();
  expect(await reading).toBe("it could not be read");
  silent.close();
});
