import { once } from "node:events";
import type { IncomingMessage, Server } from "node:http";
import { connect } from "node:net";
import { open, sendRaw } from "@latchkey/enforcer/testing";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createListener } from "./listener.js";
import type { Reply } from "./reply.js";

const servers: Server[] = [];
const HEADERS = ["X-Request-Id", "7", "Cache-Control", "no-store"];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function start(handle: (response: Reply, request: IncomingMessage) => void): Promise<number> {
  const server = createListener((request, response) => handle(response, request), { requestTimeout: 10_000 });
  servers.push(server);
  return open(server);
}

/** What comes back for these bytes, without the time of day. */
async function received(port: number, text: string): Promise<string> {
  return (await sendRaw(port, text)).replaceAll(
    /^Date: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT\r$/gm,
    "Date\r",
  );
}

const LAST = "GET /last HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

describe("a whole answer is, byte for byte, what Node.js writes", () => {
  test.each([
    ["to one request after the other", `GET / HTTP/1.1\r\nHost: x\r\n\r\n${LAST}`],
    ["to many at once", `${"GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(20)}${LAST}`],
    ["to HEAD", `HEAD / HTTP/1.1\r\nHost: x\r\n\r\n${LAST}`],
    ["to HTTP/1.0", "GET / HTTP/1.0\r\n\r\n"],
    ["to HTTP/1.0 that keeps its connection", `GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n${LAST}`],
    ["to a request with a body", `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody${LAST}`],
    [
      "to a request with a body in chunks",
      `POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n${LAST}`,
    ],
    [
      "before the body has come",
      "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 4\r\n\r\nbo",
    ],
  ])("%s", async (_, text) => {
    for (const body of ["", "denied", "abgelehnt für Ä"]) {
      for (const wait of [false, true]) {
        const after = (act: () => void) => (wait ? setImmediate(act) : act());
        const ours = await start((response) => after(() => response.answer(403, HEADERS, body)));
        const nodes = await start((response) =>
          after(() => {
            const length = String(Buffer.byteLength(body));
            response.writeHead(403, [...HEADERS, "Content-Length", length]).end(body);
          }),
        );
        const expected = await received(nodes, text);
        expect(expected).toContain("HTTP/1.1 403 Forbidden\r\n");
        expect(await received(ours, text)).toBe(expected);
      }
    }
  });
});

test("of requests that came at once the answers keep the order, whichever is ready first", async () => {
  const waiting: Reply[] = [];
  const port = await start((response, { url }) => {
    waiting.push(response);
    if (url !== "/last") return;
    for (const [index, reply] of [...waiting.entries()].reverse()) reply.answer(200, ["N", `${index}`], "");
  });
  const text = await sendRaw(port, `${"GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(3)}${LAST}`);
  expect(text.match(/(?<=N: )\d/g)).toEqual(["0", "1", "2", "3"]);
});

describe("of an answer with a value that no header may have", () => {
  const refused = [
    "1\r\nX-Split: 2",
    "\r\nCache-Control: no-store",
    "\n",
    "\r",
    "\0",
    "\x7f",
    "\x1f",
    "Ā",
    "😀",
  ];
  const places = [0, 1, 2];

  test.each(
    refused.flatMap((value) => places.map((place) => [JSON.stringify(value), place, value] as const)),
  )("%s in header %i, nothing is written, and another answer can be given", async (_, place, value) => {
    const port = await start((response) => {
      const headers = ["X-Request-Id", "7", "Cache-Control", "no-store", "X-Odd", "1"];
      headers[2 * place + 1] = value;
      expect(() => response.answer(200, headers, "")).toThrow("Invalid character in header content");
      response.answer(503, HEADERS, "");
    });
    const text = await received(port, `GET / HTTP/1.1\r\nHost: x\r\n\r\n${LAST}`);
    expect(text.match(/^HTTP\/1.1 \d+/gm)).toEqual(["HTTP/1.1 503", "HTTP/1.1 503"]);
    expect(text).not.toContain("X-Odd");
    expect(text.match(/^Cache-Control: no-store\r$/gm)).toHaveLength(2);
  });
});

test("answers with other headers may follow each other, and hold any value that a header may have", async () => {
  const answers = [
    ["A", "1", "B", ""],
    ["A", "\t ~é", "C", "2"],
    ["A", "3"],
    ["B", "4", "A", "5"],
    [],
    ["A", "A: 6"],
  ];
  let asked = 0;
  const port = await start((response) => response.answer(200, answers[asked++] ?? [], ""));
  const text = await received(port, `${"GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(5)}${LAST}`);
  const lines = text.split("HTTP/1.1 200 OK\r\n").map((answer) => answer.split("Content-Length")[0]);
  const written = [
    "",
    "A: 1\r\nB: \r\n",
    "A: \t ~é\r\nC: 2\r\n",
    "A: 3\r\n",
    "B: 4\r\nA: 5\r\n",
    "",
    "A: A: 6\r\n",
  ];
  expect(lines).toEqual(written);
});

test("an answer to who has gone goes nowhere", async () => {
  const waiting: Reply[] = [];
  const port = await start((response) => waiting.push(response));
  const socket = connect(port, "127.0.0.1");
  socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  socket.resetAndDestroy();
  await once(waiting[0] as Reply, "close");
  expect(() => waiting[0]?.answer(200, HEADERS, "")).not.toThrow();
});

test("who asks on and on and reads nothing is not read from any more", async () => {
  let asked = 0;
  const port = await start((response) => {
    asked++;
    setImmediate(() => response.answer(200, HEADERS, "x".repeat(1_000)));
  });
  const socket = connect(port, "127.0.0.1").pause();
  const request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(1_000);
  const all = 100_000;
  for (let sent = 0; sent < all; sent += 1_000) socket.write(request);
  let before: number;
  do {
    before = asked;
    await new Promise((resolve) => setTimeout(resolve, 200));
  } while (asked > before);
  expect(asked).toBeLessThan(all / 2);
  socket.destroy();
});
