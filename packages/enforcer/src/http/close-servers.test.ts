import { once } from "node:events";
import { Agent, createServer, get, type Server } from "node:http";
import { connect } from "node:net";
import { expect, test, vi } from "vitest";
import { open } from "../testing/http.js";
import { closeServers, watchConnections } from "./close-servers.js";

/** Answers after a while, and says whether the connection is kept. */
const createSlowServer = (milliseconds: number): Server => {
  const server = createServer((_, response) => {
    if (!server.listening) response.shouldKeepAlive = false;
    setTimeout(() => response.end("late"), milliseconds);
  });
  return server;
};

test("a request that has begun is answered, and no other is accepted", async () => {
  const server = createSlowServer(100);
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

test("a connection that was idle takes one more request, and is closed by its answer", async () => {
  const server = createSlowServer(0);
  const port = await open(server);
  const agent = new Agent({ keepAlive: true });
  const ask = async () => {
    const [response] = await once(get({ port, agent }), "response");
    await once(response.resume(), "end");
    return response.headers.connection;
  };
  expect(await ask()).toBe("keep-alive");
  const start = performance.now();
  const closed = closeServers([server]);
  await expect.poll(() => server.listening).toBe(false);
  expect(await ask()).toBe("close");
  await closed;
  expect(performance.now() - start).toBeLessThan(900);
});

test("a connection that stays idle is closed after a second", async () => {
  const server = createSlowServer(0);
  const socket = connect(await open(server), "127.0.0.1");
  socket.write("GET / HTTP/1.1\r\nHost: test\r\n\r\n");
  await once(socket, "data");
  const start = performance.now();
  await closeServers([server]);
  expect(performance.now() - start).toBeGreaterThan(900);
});

test("an answer that its caller reads slowly is not cut off", async () => {
  const length = 16_000_000;
  const server = createServer((_, response) => void response.end(Buffer.alloc(length)));
  watchConnections(server);
  const port = await open(server);
  const call = get({ port, agent: false });
  const [response] = await once(call, "response");
  const closed = closeServers([server]);
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  let read = 0;
  for await (const chunk of response) read += chunk.length;
  expect(read).toBe(length);
  await closed;
});

test("a connection that was handed over, as after CONNECT, is cut off with the others", async () => {
  const server = createServer().on("connect", (_, socket) => socket.on("error", () => {}));
  watchConnections(server);
  const socket = connect(await open(server), "127.0.0.1").on("error", () => {});
  socket.write("CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n");
  await once(server, "connect");
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  try {
    const closed = closeServers([server]);
    while (server.listening) await new Promise((resolve) => setImmediate(resolve));
    vi.advanceTimersByTime(10_000);
    await closed;
  } finally {
    vi.useRealTimers();
    socket.destroy();
  }
});

test("a server that never listened is closed at once", async () => {
  await closeServers([createServer()]);
});
