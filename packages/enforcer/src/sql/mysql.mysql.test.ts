import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/database.js";
import { openDatabase } from "./database.js";

let place: TestDatabase;

beforeAll(async () => {
  place = await createTestDatabase();
}, 60_000);
afterAll(() => place.drop());

test("a server that takes no writes any more, since it may have been demoted, is left by all connections", async () => {
  const { database } = place;
  const ids = async () => {
    const read = () => database.read("SELECT CONNECTION_ID() AS `id`, SLEEP(0.2)");
    const rows = await Promise.all([read(), read(), read()]);
    return rows.map(([row]) => Number(row?.id));
  };
  const before = await ids();
  const sql = "SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1290";
  await expect(database.write([{ sql, values: [] }])).rejects.toThrow();
  expect(await ids()).toEqual(expect.not.arrayContaining(before));
});

test("a server that falls silent as soon as it has let somebody in is given up, and connected to again", async () => {
  const { url } = place;
  const target = new URL(url);
  let isSilent = true;
  const way = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    let isLetIn = false;
    near.on("data", (bytes) => {
      if (!isLetIn || !isSilent) far.write(bytes);
      isLetIn = true;
    });
    far.pipe(near);
    near.on("close", () => far.destroy());
    for (const socket of [near, far]) socket.on("error", () => {});
  }).listen(0, "127.0.0.1");
  await once(way, "listening");
  const database = openDatabase(
    Object.assign(new URL(url), { host: `127.0.0.1:${(way.address() as AddressInfo).port}` }).href,
  );
  const from = performance.now();
  await expect(database.read("SELECT 1")).rejects.toThrow("timeout");
  expect(performance.now() - from).toBeLessThan(5_000);
  isSilent = false;
  expect(await database.read("SELECT 1 AS `one`")).toEqual([{ one: 1 }]);
  await database.close();
  way.close();
});
