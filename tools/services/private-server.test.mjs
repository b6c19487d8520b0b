import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { freePort } from "../lib/ports.mjs";
import { greets, makeServerFolder, startServer } from "./private-server.mjs";

const server = (port) =>
  `require("node:net").createServer((socket) => socket.end("hello")).listen(${port}, "127.0.0.1")`;

test("a server is up when it greets, and is gone with its folder when it was stopped", async () => {
  const folder = makeServerFolder("test");
  const port = await freePort();
  const isUp = () => greets(port, "", (bytes) => bytes.toString() === "hello");
  const stop = await startServer({
    name: "test",
    folder,
    command: [process.execPath, "-e", server(port)],
    isUp,
  });
  expect(await isUp()).toBe(true);
  await stop();
  expect(await isUp()).toBe(false);
  expect(existsSync(folder)).toBe(false);
});

test("a server that ends at once is told with its last line", async () => {
  const folder = makeServerFolder("test");
  const command = [process.execPath, "-e", "console.error('no such option'); process.exit(2)"];
  const starting = startServer({ name: "test server", folder, command, isUp: async () => false });
  await expect(starting).rejects.toThrow("The private test server did not start: no such option");
  expect(existsSync(folder)).toBe(false);
});
