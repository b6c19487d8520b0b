import { once } from "node:events";
import { createServer, type IncomingMessage, request } from "node:http";
import { expect, test } from "vitest";
import { open } from "../testing/http.js";
import { dropHeaders } from "./drop-headers.js";

const isSecret = (name: string) => name.toLowerCase().startsWith("x-secret");

/** What is left of a real request's headers. `before` runs first, as an earlier middleware does. */
async function left(before: (request: IncomingMessage) => void = () => {}) {
  const server = createServer((incoming, response) => {
    before(incoming);
    dropHeaders(incoming, isSecret);
    const { rawHeaders, headers, headersDistinct } = incoming;
    response.end(JSON.stringify({ rawHeaders, headers, headersDistinct }));
  });
  const port = await open(server);
  const headers = ["Host", "test", "X-Secret-A", "1", "X-B", "2", "x-secret-a", "3", "X-b", "4"];
  const [answer] = (await once(request({ port, headers, agent: false }).end(), "response")) as [
    IncomingMessage,
  ];
  const body = (await answer.toArray()).join("");
  server.close();
  return JSON.parse(body);
}

test("what is dropped is gone from every view, whether a view was read before or not", async () => {
  const expected = {
    headers: { host: "test", "x-b": "2, 4", connection: "close" },
    headersDistinct: { host: ["test"], "x-b": ["2", "4"], connection: ["close"] },
    rawHeaders: ["Host", "test", "X-B", "2", "X-b", "4", "Connection", "close"],
  };
  expect(await left()).toEqual(expected);
  expect(await left((incoming) => void incoming.headers)).toEqual(expected);
  expect(await left((incoming) => void incoming.headersDistinct)).toEqual(expected);
});

test("what an earlier middleware has put beside the client's headers is dropped too", async () => {
  const add = (incoming: IncomingMessage) => {
    incoming.headers["x-secret-b"] = "5";
  };
  expect((await left(add)).headers).not.toHaveProperty("x-secret-b");
});
