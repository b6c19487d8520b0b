import "reflect-metadata";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { cookieOf, type Served, startServed } from "../identity/testing/served.js";

const SCRIPT = fileURLToPath(new URL("../../../../examples/automation/rotate.js", import.meta.url));
const CREATE =
  "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { key } token errors { code } } }";

let server: Served;
let cookie: string;
let manager: { key: string; token: string };
beforeAll(async () => {
  server = await startServed();
  cookie = cookieOf(await server.signIn());
  manager = await makeKey("Pipeline", { scope: "SELECTED_APIS", codes: ["access-control"] });
});
afterAll(() => server.close());

async function makeKey(name: string, permissions?: object): Promise<{ key: string; token: string }> {
  const reply = await server.post(
    "/graphql",
    { query: CREATE, variables: { input: { name, permissions } } },
    { cookie },
  );
  // biome-ignore lint/suspicious/noExplicitAny: it is what was asked for
  const { data }: any = await reply.json();
  const { apiKey, token } = data.createApiKey;
  return { key: apiKey.key, token };
}

async function usesOfOld(name: string): Promise<number> {
  const tokens = `{ account { apiKeys(search: "${name}") { nodes { tokens { uses(hours: 24) } } } } }`;
  // biome-ignore lint/suspicious/noExplicitAny: it is what was asked for
  const { data }: any = await (await server.query(cookie, tokens)).json();
  return data.account.apiKeys.nodes[0].tokens[1].uses;
}

/** Runs the example as its first lines say. */
async function rotate(words: string[], { key, token } = manager, env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [SCRIPT, ...words], {
    env: { LATCHKEY_URL: server.base, LATCHKEY_KEY: key, LATCHKEY_TOKEN: token, ...env },
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (data) => {
    out += data;
  });
  child.stderr.on("data", (data) => {
    err += data;
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  return { code, out, err };
}

it("issues a new token, once for a run, and ends the old one that nobody uses", async () => {
  await makeKey("Billing");
  await makeKey("Billing, old");
  const issued = await rotate(["issue", "Billing"], manager, { RUN_ID: "4711" });
  expect(issued).toEqual({ code: 0, out: expect.stringMatching(/^lkt_\w{38}\n$/), err: "" });
  expect(await rotate(["issue", "Billing"], manager, { RUN_ID: "4711" })).toMatchObject({
    code: 1,
    out: "",
    err: expect.stringMatching(/^ALREADY_APPLIED: /),
  });
  expect(await rotate(["end", "Billing"])).toEqual({ code: 0, out: "", err: "the old token has ended\n" });
  expect(await rotate(["end", "Billing"], manager, { LATCHKEY_URL: `${server.base}/` })).toEqual({
    code: 0,
    out: "",
    err: "no old token works any more\n",
  });
});

it("rotates the pair that it asks with, and leaves an old token alone that is in use", async () => {
  const { out } = await rotate(["issue", "Pipeline"]);
  const fresh = { ...manager, token: out.trim() };
  // Uses are written once a second.
  await vi.waitFor(async () => expect(await usesOfOld("Pipeline")).toBeGreaterThan(0), 5_000);
  const refused = await rotate(["end", "Pipeline"], fresh);
  expect(refused).toMatchObject({ code: 2, out: "" });
  expect(refused.err).toMatch(
    /^the old token is still in use: \d+ calls in 24 hours, last at \S+ from 127\.0\.0\.1 for access-control\.(read|write)\n$/,
  );
});

it("says in one line what is wrong", async () => {
  expect((await rotate([])).err).toBe('say issue "NAME" or end "NAME"\n');
  expect((await rotate(["end", "Nobody's"])).err).toBe('there is no key "Nobody\'s"\n');
  const stranger = await makeKey("Stranger");
  expect((await rotate(["end", "Billing"], stranger)).err).toMatch(
    /^FORBIDDEN: This API key lacks the permission access-control\.read\. \(request [\w-]+\)\n$/,
  );
});

/** Runs the example against something else than the server. */
async function rotateAt(
  answer: (sent: string) => { status: number; body: string },
  words: string[],
): Promise<{ url: string; code: unknown; out: string; err: string }> {
  const other = createServer(async (request, response) => {
    const { status, body } = answer(String(await request.setEncoding("utf8").toArray()));
    response.writeHead(status).end(body);
  }).listen(0, "127.0.0.1");
  await once(other, "listening");
  const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  const ran = await rotate(words, manager, { LATCHKEY_URL: url });
  other.close();
  return { url, ...ran };
}

it("prints the new token also where nothing could be told of the gateways any more", async () => {
  const nodes = [{ id: "key_1", version: 1, tokens: [] }];
  const result = { token: "lkt_new", effect: null, errors: [] };
  const { code, out, err } = await rotateAt(
    (sent) => ({
      status: 200,
      body: JSON.stringify({
        data: sent.includes("mutation") ? { result } : { account: { apiKeys: { nodes } } },
      }),
    }),
    ["issue", "Billing"],
  );
  expect([code, out, err]).toEqual([0, "lkt_new\n", "the gateways follow within their lease\n"]);
});

it.each([
  ["a page", "<html>"],
  ["a gateway's refusal", '{"RestException":{"Status":403}}'],
])("names the address where it finds %s in place of the API", async (_what, body) => {
  const { url, code, err } = await rotateAt(() => ({ status: 403, body }), ["end", "Billing"]);
  expect([code, err]).toEqual([1, `${url} answered 403, which is no answer of the API\n`]);
});
