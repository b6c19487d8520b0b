import { createServer } from "node:net";
import { afterEach, expect, test } from "vitest";
import { freePort, portFrom, requireFree } from "./ports.mjs";

let server;
afterEach(() => server?.close());

test.each(["0", "65536", "-1", "4000.5", "http", " 80"])(
  "%j is refused as a port, with the variable's name",
  (text) => {
    expect(() => portFrom({ PORT: text }, "PORT", 4000)).toThrow(/^PORT must be a port/);
  },
);

test("an empty variable counts as left out", () => {
  expect(portFrom({ PORT: "" }, "PORT", 4000)).toBe(4000);
});

test("a port in use is told in one line with its variable", async () => {
  const port = await freePort();
  server = createServer();
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  const wanted = [{ variable: "PORT", host: "127.0.0.1", port }];
  await expect(requireFree(wanted)).rejects.toThrow(`In use on 127.0.0.1: PORT ${port}.`);
});

test("two listeners on one port are refused", async () => {
  const port = await freePort();
  const wanted = ["PORT", "OPS_PORT"].map((variable) => ({ variable, host: "127.0.0.1", port }));
  await expect(requireFree(wanted)).rejects.toThrow(`OPS_PORT ${port} is also another listener's port`);
});

test("free ports are no failure", async () => {
  const wanted = [{ variable: "PORT", host: "127.0.0.1", port: await freePort() }];
  await expect(requireFree(wanted)).resolves.toBeUndefined();
});
