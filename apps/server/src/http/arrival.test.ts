import { type AddressInfo, connect } from "node:net";
import Fastify from "fastify";
import { expect, it } from "vitest";
import { ARRIVAL } from "./arrival.js";

it("a request whose body comes too slowly is ended when its time is over, not half a minute later", async () => {
  const app = Fastify(ARRIVAL);
  app.post("/", async () => "");
  await app.listen({ host: "127.0.0.1", port: 0 });
  const { server } = app;
  expect(server.headersTimeout).toBeLessThan(server.requestTimeout);
  // The same, sooner.
  server.headersTimeout = 100;
  server.requestTimeout = 300;
  const { port } = server.address() as AddressInfo;
  const socket = connect(port, "127.0.0.1");
  const begin = performance.now();
  socket.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{");
  const answer = Buffer.concat(await socket.toArray()).toString();
  expect(answer).toMatch(/^HTTP\/1.1 408 /);
  expect(performance.now() - begin).toBeLessThan(5_000);
  await app.close();
});
