import { once } from "node:events";
import { connect } from "node:net";
import { closeServers } from "@latchkey/enforcer/http";
import { open, request, sendRaw } from "@latchkey/enforcer/testing";
import { expect, test, vi } from "vitest";
import { createListener } from "./listener.js";
import type { Reply } from "./reply.js";

test("while it closes, the answer to a request that had begun before is the connection's last", async () => {
  let release = () => {};
  const server = createListener(
    (_, response) => {
      release = () => response.writeHead(200, ["Content-Length", "2"]).end("ok");
    },
    { requestTimeout: 10_000 },
  );
  const socket = connect(await open(server), "127.0.0.1");
  socket.write("GET / HTTP/1.1\r\nHost: test\r\n\r\n");
  await once(server, "request");
  const closed = closeServers([server]);
  // It may take a few turns of the event loop before the server closes.
  await vi.waitFor(() => expect(server.listening).toBe(false), { interval: 1 });
  release();
  const received = Buffer.concat(await socket.toArray()).toString();
  await closed;
  expect(received).toMatch(/^HTTP\/1.1 200 OK.*Connection: close.*ok$/is);
});

test("a request with an unknown expectation is handled like any other", async () => {
  const server = createListener((_, response) => void response.writeHead(204).end(), {
    requestTimeout: 10_000,
  });
  expect((await request(await open(server), "GET", "/", ["Expect: miracles"])).status).toBe(204);
  await closeServers([server]);
});

test("the answer to a request for an upgrade is the connection's last, so that nobody waits for one to what came with it", async () => {
  const server = createListener((_, response) => response.answer(403, [], "no"), { requestTimeout: 10_000 });
  const upgrade = "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
  const received = await sendRaw(await open(server), `${upgrade}GET /next HTTP/1.1\r\nHost: x\r\n\r\n`);
  expect(received).toMatch(/^HTTP\/1.1 403 .*Connection: close.*no$/is);
  await closeServers([server]);
});

test.each([0, 20])(
  "CONNECT right behind other requests, answered in %i ms, is answered after them",
  async (wait) => {
    const server = createListener(
      ({ method, url }, response) =>
        void setTimeout(() => response.answer(403, ["X-Of", `${method} ${url}`], "no"), wait),
      { requestTimeout: 10_000 },
    );
    const before = "GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\n";
    const received = await sendRaw(await open(server), `${before}CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n`);
    expect(received.match(/(?<=X-Of: ).*/g)).toEqual(["GET /1", "GET /2", "CONNECT x:80"]);
    await closeServers([server]);
  },
);

test.each(["end", "resetAndDestroy"] as const)(
  "of a caller of CONNECT who sends more and leaves (%s) nothing stays",
  async (leave) => {
    const server = createListener((_, response) => response.answer(403, [], "no"), {
      requestTimeout: 10_000,
    });
    const socket = connect(await open(server), "127.0.0.1").on("error", () => {});
    await once(socket, "connect");
    socket.write(`CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n${"x".repeat(500_000)}`);
    expect(String((await once(socket, "data"))[0])).toMatch(/^HTTP\/1.1 403 /);
    socket.resume()[leave]();
    const count = () => new Promise((resolve) => server.getConnections((_, open) => resolve(open)));
    await vi.waitFor(async () => expect(await count()).toBe(0), { timeout: 5_000, interval: 10 });
    server.close();
  },
);

test("CONNECT behind a request whose caller has gone harms nobody", async () => {
  const waiting: Reply[] = [];
  const server = createListener((_, response) => void waiting.push(response), { requestTimeout: 10_000 });
  const socket = connect(await open(server), "127.0.0.1");
  socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\nCONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n");
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  socket.resetAndDestroy();
  await new Promise((resolve) => setTimeout(resolve, 20));
  waiting[0]?.answer(200, [], "late");
  await closeServers([server]);
});

test.each(["Upgrade, HTTP2-Settings\r\nUpgrade: h2c", "Upgrade\r\nUpgrade: TLS/1.2"])(
  "an offer of another protocol (%j) leaves the connection open for the next request",
  async (offer) => {
    const server = createListener((_, response) => response.answer(200, [], "ok"), {
      requestTimeout: 10_000,
    });
    const socket = connect(await open(server), "127.0.0.1");
    for (const connection of [offer, "close"]) {
      socket.write(`GET / HTTP/1.1\r\nHost: x\r\nConnection: ${connection}\r\n\r\n`);
      expect(String((await once(socket, "data"))[0])).toMatch(/^HTTP\/1.1 200 /);
    }
    await closeServers([server]);
  },
);

test("a request that arrives too slowly gets 408 when its time is over, not half a minute later", async () => {
  const server = createListener(() => {}, { requestTimeout: 100 });
  const answer = await sendRaw(await open(server), "GET / HTTP/1.1\r\nHost: te");
  expect(answer).toMatch(/^HTTP\/1.1 408 /);
  await closeServers([server]);
});

test("a caller that sends a long request before it reads gets the answer, though it is the connection's last", async () => {
  const server = createListener((_, response) => void response.writeHead(403).end("no"), {
    requestTimeout: 10_000,
  });
  const socket = connect(await open(server), "127.0.0.1");
  const body = Buffer.alloc(8_000_000);
  socket.write(`POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n`);
  await new Promise((sent) => socket.write(body, sent));
  const received = Buffer.concat(await socket.toArray());
  expect(received.toString()).toMatch(/^HTTP\/1.1 403 .*no\r\n/s);
  await closeServers([server]);
});
