import { once } from "node:events";
import { createServer, get } from "node:http";
import { open } from "@latchkey/enforcer/testing";
import { expect, test } from "vitest";
import { closeServers, listen } from "./servers.js";

test("a port in use is one line that names the variable", async () => {
  const first = createServer();
  const port = await open(first);
  const second = listen(createServer(), "127.0.0.1", port, "HOST", "GATEWAY_PORT");
  await expect(second).rejects.toThrow(`GATEWAY_PORT: ${port} is in use already`);
  first.close();
});

test("an address of another machine is one line that names the variable", async () => {
  const server = listen(createServer(), "192.0.2.1", 0, "OPS_HOST", "GATEWAY_OPS_PORT");
  await expect(server).rejects.toThrow("OPS_HOST: 192.0.2.1 is no address of this machine");
});

test("closing lets a request end that has begun, and accepts no other", async () => {
  const server = createServer((_, response) => {
    setTimeout(() => response.end("late"), 100);
  });
  const port = await open(server);
  const call = get({ port, agent: false });
  await once(server, "request");
  const closed = closeServers([server]);
  const [response] = await once(call, "response");
  expect(response.statusCode).toBe(200);
  response.resume();
  await closed;
  await expect(once(get({ port, agent: false }), "response")).rejects.toThrow("ECONNREFUSED");
});
