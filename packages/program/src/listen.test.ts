import { createServer } from "node:http";
import { open } from "@latchkey/enforcer/testing";
import { expect, test } from "vitest";
import { Failure } from "./failure.js";
import { cannotListen, listen, requireFree } from "./listen.js";

const VARIABLES = { hostVariable: "OPS_HOST", portVariable: "OPS_PORT" };

test.each([
  ["listening", (endpoint: Parameters<typeof requireFree>[0]) => listen(createServer(), endpoint)],
  ["looking whether one could", requireFree],
])("a port in use is one line that names the variable, when %s", async (_, attempt) => {
  const first = createServer();
  const port = await open(first);
  const second = attempt({ host: "127.0.0.1", port, ...VARIABLES });
  await expect(second).rejects.toThrow(
    new Failure(`OPS_PORT ${port} is in use: stop the other program, or set another OPS_PORT.`),
  );
  first.close();
});

test("an address of another machine is one line that names the variable", async () => {
  const server = listen(createServer(), { host: "192.0.2.1", port: 0, ...VARIABLES });
  await expect(server).rejects.toThrow(
    new Failure("OPS_HOST 192.0.2.1 cannot be listened on (EADDRNOTAVAIL): set an address of this machine."),
  );
});

test("a port that takes more rights is one line that names the variable", () => {
  const error = Object.assign(new Error("listen EACCES"), { code: "EACCES" });
  expect(cannotListen({ host: "127.0.0.1", port: 80, ...VARIABLES }, error)).toEqual(
    new Failure("OPS_PORT 80 needs more rights: set one above 1023."),
  );
});

test("an endpoint that was only looked at can be listened on", async () => {
  const probe = createServer();
  const port = await open(probe);
  await new Promise((resolve) => probe.close(resolve));
  const endpoint = { host: "127.0.0.1", port, ...VARIABLES };
  await requireFree(endpoint);
  const server = createServer();
  await listen(server, endpoint);
  expect(server.listening).toBe(true);
  server.close();
});
