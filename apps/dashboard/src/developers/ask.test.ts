import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { isSessionEnded, resumeSession } from "../identity/session.js";
import { ask } from "./ask.js";

const OPERATION = { query: "query One { ok } query Two { ok }", variables: { a: 1 }, operationName: "Two" };
const SIGNED_OUT = [401, '{"errors":[{"message":"Sign in."}]}'] as const;

let server: Server | undefined;
afterEach(() => {
  server?.close();
  server = undefined;
});

/** A server that gives these answers, one after the other; what it was sent. */
async function serving(...answers: readonly (readonly [number, string])[]) {
  const bodies: unknown[] = [];
  const listening = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    bodies.push(JSON.parse(text));
    const [status, body] = answers[bodies.length - 1] ?? [500, ""];
    response.writeHead(status, { connection: "close" }).end(body);
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(listening.address() as AddressInfo).port}/graphql`, bodies };
}

test("what is typed is sent, and the server's answer is given as it is, errors too", async () => {
  const { url, bodies } = await serving([400, '{"errors":[{"message":"No such field."}]}']);
  expect(await ask(OPERATION, url)).toEqual({ errors: [{ message: "No such field." }] });
  expect(bodies).toEqual([OPERATION]);
});

test("an operation that is alone is not named: it may have had another name a moment ago", async () => {
  const { url, bodies } = await serving([200, '{"data":{"ok":true}}']);
  await ask({ query: "query New { ...all } fragment all on Query { ok }", operationName: "Old" }, url);
  expect(bodies).toEqual([{ query: "query New { ...all } fragment all on Query { ok }" }]);
});

test("a document that can't be read is sent as it is, for the server to say what is wrong", async () => {
  const { url, bodies } = await serving([400, '{"errors":[{"message":"Syntax"}]}']);
  await ask({ query: "query {", operationName: "Old" }, url);
  expect(bodies).toEqual([{ query: "query {", operationName: "Old" }]);
});

test("where the session has ended, it is sent anew once the person has signed in again", async () => {
  const { url, bodies } = await serving(SIGNED_OUT, [200, '{"data":{"ok":true}}']);
  const asking = ask(OPERATION, url);
  await expect.poll(isSessionEnded).toBe(true);
  expect(bodies).toHaveLength(1);
  resumeSession();
  expect(await asking).toEqual({ data: { ok: true } });
});

test("nobody is asked to sign in twice: a second refusal is shown", async () => {
  const { url } = await serving(SIGNED_OUT, SIGNED_OUT);
  const asking = ask(OPERATION, url);
  await expect.poll(isSessionEnded).toBe(true);
  resumeSession();
  expect(await asking).toEqual({ errors: [{ message: "Sign in." }] });
  expect(isSessionEnded()).toBe(false);
});

test("what is no answer of GraphQL is told in a sentence", async () => {
  const { url } = await serving([502, "<h1>Bad gateway</h1>"]);
  expect(await ask(OPERATION, url)).toMatchObject({
    errors: [{ message: "The server answered with status 502." }],
  });
  server?.close();
  await expect
    .poll(() => ask(OPERATION, url))
    .toMatchObject({ errors: [{ message: "The server could not be reached." }] });
});
