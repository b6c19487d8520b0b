import { once } from "node:events";
import { createServer, request as httpRequest, type IncomingMessage, type Server } from "node:http";
import { compileRanges } from "@latchkey/enforcement";
import { open } from "@latchkey/enforcer/testing";
import { afterEach, expect, test, vi } from "vitest";
import { createListener, type Handler } from "../http/listener.js";
import { proxyHandler } from "../listeners/proxy.js";
import { silent, testGate } from "../testing/gate.js";
import { createForward } from "./forward.js";

const SEND = "/v1/Accounts/demo/Sms/send";
const CALLS = "/v1/Accounts/demo/Calls";
const servers: Server[] = [];
const trusted = compileRanges(["127.0.0.0/8"]);

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function start(serve: Handler) {
  if (!trusted) throw new Error("bad CIDR");
  const { gate, all } = testGate();
  const upstream = createServer((request, response) => serve(request, response, false));
  const url = new URL(`http://127.0.0.1:${await open(upstream)}`);
  const proxy = createListener(proxyHandler(gate, createForward(url, trusted, silent), trusted), {
    requestTimeout: 30_000,
  });
  servers.push(upstream, proxy);
  const port = await open(proxy);
  const send = (method: string, path: string) =>
    httpRequest({ port, method, path, headers: { authorization: all.basic }, agent: false });
  return { send, upstream };
}

test("both ways stream: an answer may begin before the request has ended", async () => {
  const { send } = await start((request, response) => {
    response.writeHead(200);
    request.pipe(response);
  });
  const call = send("POST", SEND);
  call.write("first ");
  const [response] = (await once(call, "response")) as [IncomingMessage];
  const [first] = await once(response, "data");
  expect(String(first)).toBe("first ");
  call.end("second");
  const [second] = await once(response, "data");
  expect(String(second)).toBe("second");
});

test("when the client goes away, the upstream's request ends too", async () => {
  let closed = () => {};
  const isClosed = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const arrived = vi.fn();
  const { send } = await start((request, response) => {
    arrived();
    request.resume();
    response.on("close", closed);
  });
  const call = send("GET", CALLS);
  call.on("error", () => {});
  call.end();
  await vi.waitFor(() => expect(arrived).toHaveBeenCalled());
  call.destroy();
  await isClosed;
});

test("when the client goes away in the middle of a body, so does the upstream's request, and the gateway goes on", async () => {
  const broken = vi.fn();
  const { send } = await start((request, response) => {
    if (request.method === "GET") return void response.end("ok");
    request.on("data", () => {});
    request.on("error", broken);
  });
  const call = send("POST", SEND);
  call.setHeader("Content-Length", "100");
  call.on("error", () => {});
  call.write("part");
  await new Promise((resolve) => setTimeout(resolve, 100));
  call.destroy();
  await vi.waitFor(() => expect(broken).toHaveBeenCalled());
  const [response] = (await once(send("GET", CALLS).end(), "response")) as [IncomingMessage];
  expect(response.statusCode).toBe(200);
});

test("connections to the upstream are used again", async () => {
  const { send, upstream } = await start((_, response) => response.end("ok"));
  const connections = vi.fn();
  upstream.on("connection", connections);
  for (let call = 0; call < 10; call++) {
    const [response] = (await once(send("GET", CALLS).end(), "response")) as [IncomingMessage];
    response.resume();
    await once(response, "end");
  }
  expect(connections).toHaveBeenCalledTimes(1);
});

test("when the upstream breaks off in the middle, the client does not take it for the whole", async () => {
  const { send } = await start((_, response) => {
    response.writeHead(200, { "Content-Length": "100" });
    response.write("part");
    setTimeout(() => response.destroy(), 20);
  });
  const call = send("GET", CALLS).end();
  const [response] = (await once(call, "response")) as [IncomingMessage];
  response.resume();
  await expect(once(response, "end")).rejects.toThrow();
});

test("an idle connection that the upstream has closed costs no request that can be repeated", async () => {
  const { send, upstream } = await start((_, response) => response.end("ok"));
  upstream.keepAliveTimeout = 1;
  const statuses: (number | undefined)[] = [];
  for (let call = 0; call < 20; call++) {
    const outgoing = send("GET", CALLS).end();
    const [response] = (await once(outgoing, "response")) as [IncomingMessage];
    response.resume();
    statuses.push(response.statusCode);
    await once(response, "end");
    upstream.closeIdleConnections();
  }
  expect(new Set(statuses)).toEqual(new Set([200]));
});
