import { once } from "node:events";
import {
  type ClientRequest,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from "node:net";
import { compileRanges } from "@latchkey/enforcement";
import { closeServers } from "@latchkey/enforcer/http";
import { open, request, sendRaw } from "@latchkey/enforcer/testing";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createListener } from "../http/listener.js";
import { proxyHandler } from "../listeners/proxy.js";
import { silent, testGate } from "../testing/gate.js";
import { createForward, type Patience } from "./forward.js";

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

async function start(serve: RequestListener, patience?: Patience) {
  const upstream = createServer(serve);
  servers.push(upstream);
  return { upstream, ...(await startBefore(`http://127.0.0.1:${await open(upstream)}`, patience)) };
}

async function startBefore(upstream: string, patience?: Patience) {
  if (!trusted) throw new Error("bad CIDR");
  const { gate, all } = testGate();
  const forward = createForward(new URL(upstream), trusted, silent, patience);
  const proxy = createListener(proxyHandler(gate, forward, trusted), { requestTimeout: 30_000 });
  servers.push(proxy);
  const port = await open(proxy);
  const send = (method: string, path: string) =>
    httpRequest({ port, method, path, headers: { authorization: all.basic }, agent: false });
  return { send, proxy, port, basic: all.basic };
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
  const [arrived, broken] = [vi.fn(), vi.fn()];
  const { send } = await start((request, response) => {
    if (request.method === "GET") return void response.end("ok");
    request.on("data", arrived);
    request.on("error", broken);
  });
  const call = send("POST", SEND);
  call.setHeader("Content-Length", "100");
  call.on("error", () => {});
  call.write("part");
  await vi.waitFor(() => expect(arrived).toHaveBeenCalled());
  call.destroy();
  await vi.waitFor(() => expect(broken).toHaveBeenCalled());
  const [response] = (await once(send("GET", CALLS).end(), "response")) as [IncomingMessage];
  expect(response.statusCode).toBe(200);
});

test("when the client goes away in the middle of a body that came right behind another request, so does the upstream's request, and nobody is blamed", async () => {
  const warn = vi.spyOn(silent, "warn");
  const [arrived, broken] = [vi.fn(), vi.fn()];
  const { port, basic } = await start((request) => {
    if (request.method === "POST") request.on("data", arrived).on("error", broken);
  });
  const head = (line: string) => `${line} HTTP/1.1\r\nHost: x\r\nAuthorization: ${basic}\r\n`;
  const client = connect(port, "127.0.0.1");
  client.write(`${head(`GET ${CALLS}`)}\r\n${head(`POST ${SEND}`)}Content-Length: 100\r\n\r\npart`);
  await vi.waitFor(() => expect(arrived).toHaveBeenCalled());
  client.destroy();
  await vi.waitFor(() => expect(broken).toHaveBeenCalled());
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});

test("an upstream that stays silent is given up: 504, with the throttle as it stands, once per call", async () => {
  const arrived = vi.fn();
  const { send } = await start(arrived, { connecting: 10_000, silence: 50, idle: 1_000 });
  for (const left of [999, 998]) {
    const [response] = (await once(send("GET", CALLS).end(), "response")) as [IncomingMessage];
    expect(response.statusCode).toBe(504);
    expect(response.headers["x-ratelimit-remaining"]).toBe(String(left));
    expect(response.headers.ratelimit).toMatch(new RegExp(`^"voice";r=${left};t=\\d+$`));
    const body = JSON.parse(String(await response.setEncoding("utf8").toArray()));
    expect(body.RestException).toMatchObject({ Status: 504, Code: "UPSTREAM_TIMEOUT" });
  }
  expect(arrived).toHaveBeenCalledTimes(2);
});

test("an upstream to which no connection comes about is given up, and any call may be repeated", async () => {
  // Without a word of TLS.
  const upstream = createTcpServer();
  const patience = { connecting: 50, silence: 10_000, idle: 1_000 };
  const { send } = await startBefore(`https://127.0.0.1:${await open(upstream)}`, patience);
  const [response] = (await once(send("POST", SEND).end(), "response")) as [IncomingMessage];
  upstream.close();
  expect(response.statusCode).toBe(502);
  expect(JSON.parse(String(await response.setEncoding("utf8").toArray())).RestException).toMatchObject({
    Code: "UPSTREAM_UNREACHABLE",
    Message: "The service behind this gateway gave no answer. Please try again.",
  });
});

test.each([
  ["GET", CALLS, /gave no answer\. Please try again\.$/],
  [
    "POST",
    SEND,
    /gave no answer\. It is not known whether this call was carried out: look before you repeat it\.$/,
  ],
])(
  "whether to repeat %s %s, whose answer was lost, is told by what it may have done",
  async (method, path, told) => {
    const { send } = await start((request) => void request.socket.destroy());
    const [response] = (await once(send(method, path).end(), "response")) as [IncomingMessage];
    const { RestException } = JSON.parse(String(await response.setEncoding("utf8").toArray()));
    expect([RestException.Status, RestException.Code]).toEqual([502, "UPSTREAM_UNREACHABLE"]);
    expect(RestException.Message).toMatch(told);
  },
);

test("headers do not wait for a body that is long in coming", async () => {
  const { send } = await start((_, response) => void response.writeHead(200).flushHeaders());
  const [response] = (await once(send("GET", CALLS).end(), "response")) as [IncomingMessage];
  expect(response.statusCode).toBe(200);
});

test("headers come as they were sent, byte for byte, also where their body is long in coming", async () => {
  // Names as UTF-8 and as Latin-1, which Node.js shows byte by byte.
  const name = "\xc3\xa9 \xe9";
  const { send } = await start((request, response) => {
    response.writeHead(200, { "X-Name": name, "X-Sent": request.headers["x-name"] ?? "" });
    response.write("", "latin1");
    request.pipe(response);
  });
  const call = send("POST", SEND).setHeader("X-Name", name);
  call.write("", "latin1");
  const [response] = (await once(call, "response")) as [IncomingMessage];
  call.end();
  await once(response.resume(), "end");
  expect([response.headers["x-sent"], response.headers["x-name"]]).toEqual([name, name]);
});

test.each([
  ["answers before it has the whole body", 413, (response: ServerResponse) => response.writeHead(413).end()],
  ["breaks off before it has the whole body", 502, (response: ServerResponse) => response.destroy()],
])(
  "of an upstream that %s, a caller who sends first and reads then gets the answer, and the next",
  async (_, status, give) => {
    const { port, basic } = await start((request, response) => {
      if (request.method === "POST") give(response);
      else response.end("ok");
    });
    const head = (method: string, path: string, more: string) =>
      `${method} ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: ${basic}\r\n${more}\r\n\r\n`;
    const long = "a".repeat(8_000_000);
    const first = head("POST", SEND, `Content-Length: ${long.length}`) + long;
    const answers = await sendRaw(port, first + head("GET", CALLS, "Connection: close"));
    expect(answers.match(/HTTP\/1.1 \d+/g)).toEqual([`HTTP/1.1 ${status}`, "HTTP/1.1 200"]);
  },
);

describe("while the gateway ends", () => {
  const body = Buffer.alloc(8_000_000);
  const head = (basic: string) =>
    `POST ${SEND} HTTP/1.1\r\nHost: x\r\nAuthorization: ${basic}\r\nContent-Length: ${body.length}\r\n\r\n`;
  /** Sends the head alone at first; takes what comes while it still sends. */
  const caller = (port: number, basic: string) => {
    const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    let received = "";
    socket.setEncoding("utf8").on("data", (text: string) => {
      received += text;
    });
    socket.write(head(basic));
    const sendsTheRest = async () => {
      for (let at = 0; at < body.length; at += 1_000_000) {
        await new Promise((sent) => socket.write(body.subarray(at, at + 1_000_000), sent));
      }
      socket.end();
      await once(socket, "close");
    };
    return { received: () => received, sendsTheRest };
  };

  test("an upstream that answers before it has the whole body is heard by a caller who still sends", async () => {
    let answer: (() => void) | undefined;
    const { proxy, port, basic } = await start((_, response) => {
      answer = () => void response.writeHead(413, { "Content-Length": 8 }).end("too long");
    });
    const { received, sendsTheRest } = caller(port, basic);
    await vi.waitFor(() => expect(answer).toBeDefined());
    const closed = closeServers([proxy]);
    await vi.waitFor(() => expect(proxy.listening).toBe(false), { interval: 1 });
    answer?.();
    await sendsTheRest();
    expect(received()).toMatch(/^HTTP\/1.1 413 .*Connection: close.*too long$/is);
    await closed;
  });

  test("the same holds for a caller who had the answer before, and still sends", async () => {
    const { proxy, port, basic } = await start((_, response) => void response.writeHead(413).end("too long"));
    const { received, sendsTheRest } = caller(port, basic);
    await vi.waitFor(() => expect(received()).toMatch(/^HTTP\/1.1 413 .*too long/s));
    const closed = closeServers([proxy]);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    await sendsTheRest();
    await closed;
  });

  test("a connection that was kept takes a last long request, and its early answer", async () => {
    const { proxy, port, basic } = await start((request, response) => {
      if (request.method === "POST") response.writeHead(413).end();
      else response.end("ok");
    });
    const socket = connect(port, "127.0.0.1");
    socket.write(`GET ${CALLS} HTTP/1.1\r\nHost: x\r\nAuthorization: ${basic}\r\n\r\n`);
    const [first] = await once(socket, "data");
    expect(String(first)).toMatch(/^HTTP\/1.1 200 /);
    const closed = closeServers([proxy]);
    await vi.waitFor(() => expect(proxy.listening).toBe(false), { interval: 1 });
    socket.pause().write(head(basic));
    await new Promise((sent) => socket.write(body, sent));
    expect(Buffer.concat(await socket.toArray()).toString()).toMatch(/^HTTP\/1.1 413 .*Connection: close/is);
    await closed;
  });

  test("an answer that its caller reads slowly arrives as a whole", async () => {
    const { proxy, send } = await start((_, response) => void response.end(body));
    const [response] = (await once(send("GET", CALLS).end(), "response")) as [IncomingMessage];
    const closed = closeServers([proxy]);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    let read = 0;
    for await (const chunk of response) read += chunk.length;
    expect(read).toBe(body.length);
    await closed;
  });
});

test("a caller of HTTP/1.0 that names no host calls the upstream's", async () => {
  const { upstream, port, basic } = await start((request, response) => response.end(request.headers.host));
  const answer = await sendRaw(port, `GET ${CALLS} HTTP/1.0\r\nAuthorization: ${basic}\r\n\r\n`);
  const { port: its } = upstream.address() as AddressInfo;
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 200 .*127.0.0.1:${its}$`, "s"));
});

test("a call without a body arrives without one: no chunks are announced", async () => {
  const { port, basic } = await start(({ rawHeaders }, response) => response.end(rawHeaders.join(" ")));
  const { body } = await request(port, "POST", SEND, [`Authorization: ${basic}`]);
  expect(body).toContain("Content-Length 0");
  expect(body).not.toMatch(/transfer-encoding/i);
});

describe("an upstream that answers oddly", () => {
  const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  const rest = "\r\nContent-Length: 2\r\n\r\nab";

  test.each([
    ["with a control character in its words for the status", `HTTP/1.1 200 O\x01K${rest}`],
    ["with bytes that are no ASCII there", `HTTP/1.1 200 \xc3\x28\xff${rest}`],
    ["with status 000", `HTTP/1.1 000 None${rest}`],
    ["with status 099", `HTTP/1.1 099 Low${rest}`],
    ["with status 999", `HTTP/1.1 999 High${rest}`],
    ["with a status of four digits", `HTTP/1.1 2000 OK${rest}`],
    ["with odd bytes in a header", `HTTP/1.1 200 OK\r\nX-A: a\x01b\x7f${rest}`],
    ["with a header without a name", `HTTP/1.1 200 OK\r\n: a${rest}`],
    ["with two lengths", `HTTP/1.1 200 OK\r\nContent-Length: 1${rest}`],
    ["with length and chunks", `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked${rest}`],
    ["with a body where none may be", `HTTP/1.1 204 No Content${rest}`],
    ["with more than it said", `${OK}more`],
    ["with protocols nobody asked for", "HTTP/1.1 101 Other\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\nab"],
    ["with nothing", ""],
    ["with what is no HTTP", "SSH-2.0-x\r\n"],
    ["of HTTP/0.9", "ok"],
  ])("%s gets the caller an answer, and the gateway goes on", async (_, bytes) => {
    let answer = bytes;
    const { send } = await start(({ socket }) => void socket.end(answer, "latin1"));
    const statusOf = async () => {
      const [response] = (await once(send("GET", CALLS).end(), "response")) as [IncomingMessage];
      response.on("error", () => {}).resume();
      return response.statusCode;
    };
    expect([200, 204, 502, 999]).toContain(await statusOf());
    answer = OK;
    expect(await statusOf()).toBe(200);
  });

  test.each(["000", "099", "101"])("with status %s is answered 502", async (status) => {
    const { send } = await start(({ socket }) => void socket.end(`HTTP/1.1 ${status} Low${rest}`));
    const [response] = (await once(send("GET", CALLS).end(), "response")) as [IncomingMessage];
    const [body] = await once(response, "data");
    expect([response.statusCode, JSON.parse(String(body)).RestException.Code]).toEqual([
      502,
      "UPSTREAM_UNREACHABLE",
    ]);
  });
});

describe("what an upstream sends beyond its answer", () => {
  const answerTo = async (call: ClientRequest) => {
    const [response] = (await once(call.end(), "response")) as [IncomingMessage];
    return response;
  };
  const SURPLUS = "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nsurplus";

  test("to HEAD is no answer to the next call", async () => {
    const late = new WeakSet<Socket>();
    const { send } = await start(({ method, socket }, response) => {
      if (late.has(socket)) socket.write(SURPLUS);
      else if (method === "HEAD") late.add(socket);
      response.writeHead(200, { "Content-Length": "2" });
      setTimeout(() => response.end("ok"), 20);
    });
    await once((await answerTo(send("HEAD", CALLS))).resume(), "end");
    expect(await (await answerTo(send("GET", CALLS))).setEncoding("utf8").toArray()).toEqual(["ok"]);
  });

  test("ends the connection, of which no call would know what is its own", async () => {
    const patience = { connecting: 10_000, silence: 60_000, idle: 60_000 };
    const { send, upstream } = await start(({ socket }, response) => {
      response.end("ok", () => setTimeout(() => socket.write("HTTP/1.1 2"), 20));
    }, patience);
    upstream.keepAliveTimeout = 0;
    const closed = new Promise((resolve) =>
      upstream.on("connection", (socket) => socket.on("close", resolve)),
    );
    await once((await answerTo(send("GET", CALLS))).resume(), "end");
    await closed;
  });
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

test("a connection to the upstream that stays idle is closed, and one whose answer takes longer is not", async () => {
  const { send, upstream } = await start((_, response) => void setTimeout(() => response.end("late"), 200), {
    connecting: 50,
    silence: 10_000,
    idle: 50,
  });
  const closed = vi.fn();
  upstream.on("connection", (socket) => socket.once("close", closed));
  const [response] = (await once(send("GET", CALLS).end(), "response")) as [IncomingMessage];
  expect([response.statusCode, await response.setEncoding("utf8").toArray()]).toEqual([200, ["late"]]);
  await vi.waitFor(() => expect(closed).toHaveBeenCalledTimes(1));
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

describe("an upstream that closes a connection just when a second request comes on it", () => {
  /** How the two are answered, neither of which has a body or says that it is empty. */
  async function askTwice(method: string, path: string) {
    const known = new WeakSet<Socket>();
    const { port, basic } = await start((request, response) => {
      if (known.has(request.socket)) return request.socket.destroy();
      known.add(request.socket);
      response.end("ok");
    });
    const call = () => request(port, method, path, [`Authorization: ${basic}`]);
    return [(await call()).status, (await call()).status];
  }

  test("gets one without effects once more, on a new connection", async () => {
    expect(await askTwice("GET", CALLS)).toEqual([200, 200]);
  });

  test("may have carried out any other: its caller is told", async () => {
    expect(await askTwice("POST", SEND)).toEqual([200, 502]);
  });
});
