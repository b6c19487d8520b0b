import { createServer } from "node:http";
import { open } from "@latchkey/enforcer/testing";
import { expect, test } from "vitest";
import { listen } from "./servers.js";

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
