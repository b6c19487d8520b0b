import "reflect-metadata";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cookieOf, type Served, startServed } from "../identity/testing/served.js";

let server: Served;
let cookie: string;
beforeAll(async () => {
  server = await startServed();
  cookie = cookieOf(await server.signIn());
});
afterAll(() => server.close());

const graphql = (body: object, headers: Record<string, string> = { cookie }) =>
  server.post("/graphql", body, headers);
// biome-ignore lint/suspicious/noExplicitAny: each test asserts the shape that it asked for
const json = (reply: Response): Promise<any> => reply.json();

describe("the longest lists that are allowed", () => {
  it("fit into a request", async () => {
    const create = 'mutation { createApiKey(input: {name: "long"}) { apiKey { id } } }';
    const made = await json(await graphql({ query: create }));
    const entries = Array.from({ length: 1_000 }, (_, at) => ({
      cidr: `10.${at >> 8}.${at & 255}.0/24`,
      note: "क".repeat(500),
    }));
    const input = { id: made.data.createApiKey.apiKey.id, allowlist: { scope: "ALLOWLIST_ONLY", entries } };
    const query =
      "mutation ($input: SetAllowlistInput!) { setAllowlist(input: $input) { apiKey { version } errors { code } } }";
    const reply = await graphql({ query, variables: { input } });
    expect([reply.status, await reply.json()]).toEqual([
      200,
      { data: { setAllowlist: { apiKey: { version: 2 }, errors: [] } } },
    ]);
  });
});

describe("a request that is too long", () => {
  it("is 413 over 4 MiB", async () => {
    const reply = await graphql({
      query: "{ apis { code } }",
      variables: { x: "x".repeat(4 * 1024 * 1024) },
    });
    expect([reply.status, (await json(reply)).errors[0].extensions.code]).toEqual([413, "BAD_USER_INPUT"]);
  });

  it("is 400 for a document of more than 100,000 characters", async () => {
    const reply = await graphql({ query: `{ apis { code } }${" ".repeat(100_000)}` });
    expect(reply.status).toBe(400);
    expect((await json(reply)).errors).toEqual([
      {
        message: "The document exceeds the limit of 100000 characters.",
        extensions: { code: "BAD_USER_INPUT", requestId: reply.headers.get("x-request-id") },
      },
    ]);
  });
});

describe("a body", () => {
  const create = JSON.stringify({
    query: 'mutation { createApiKey(input: {name: "Café"}) { apiKey { name } } }',
  });
  const send = (body: Uint8Array<ArrayBuffer>) =>
    fetch(`${server.base}/graphql`, {
      method: "POST",
      headers: { cookie, "content-type": "application/json", origin: server.base },
      body,
    });
  const names = async () => {
    const reply = await graphql({ query: '{ account { apiKeys(search: "Caf") { nodes { name } } } }' });
    return (await json(reply)).data.account.apiKeys.nodes.map(({ name }: { name: string }) => name);
  };

  it.each<[string, Buffer<ArrayBuffer>]>([
    ["in Latin-1", Buffer.from(create, "latin1")],
    ["in UTF-16", Buffer.from(create, "utf16le")],
    ["compressed", gzipSync(create)],
  ])("that is %s is refused, and nothing is stored with other characters", async (_, body) => {
    const reply = await send(body);
    expect([reply.status, (await json(reply)).errors[0].message]).toEqual([
      400,
      "The body is not JSON in UTF-8, or it is compressed.",
    ]);
    expect(await names()).toEqual([]);
  });

  it("in UTF-8 keeps every character, with a byte order mark too", async () => {
    expect((await send(Buffer.from(`\ufeff${create}`))).status).toBe(200);
    expect(await names()).toEqual(["Café"]);
  });
});

describe("what stands beside the document", () => {
  const query = "query A { apis { code } }";

  it("is not repeated: the name of an operation that there is not may be anything", async () => {
    const reply = await graphql({ query, operationName: "s3cr3t ".repeat(100_000) });
    expect([reply.status, (await json(reply)).errors]).toEqual([
      400,
      [
        {
          message: "The document has no operation of this name.",
          extensions: { code: "BAD_USER_INPUT", requestId: expect.any(String) },
        },
      ],
    ]);
  });

  it("is no document: one that would be kept here is asked for in full", async () => {
    const persistedQuery = { version: 1, sha256Hash: "0".repeat(64) };
    const reply = await graphql({ extensions: { persistedQuery } });
    expect((await json(reply)).errors).toMatchObject([{ message: "PersistedQueryNotSupported" }]);
  });
});

describe("an answer", () => {
  it.each([
    ["application/json", "text/html"],
    ["application/graphql-response+json", "text/html, application/graphql-response+json;q=0.1"],
    ["application/json", "*/*"],
    ["application/graphql-response+json", "application/graphql-response+json"],
  ])(
    "is sent as %s, whatever else is accepted, since a mutation is carried out by then: %s",
    async (type, accept) => {
      const create = `mutation { createApiKey(input: {name: ${JSON.stringify(accept)}}) { token } }`;
      const reply = await graphql({ query: create }, { cookie, accept });
      expect([reply.status, reply.headers.get("content-type")]).toEqual([200, `${type}; charset=utf-8`]);
      expect((await json(reply)).data.createApiKey.token).toMatch(/^lkt_/);
    },
  );
});

describe("a hostile request", () => {
  const lines = "\n".repeat(99_000);
  const unknown = Array.from({ length: 150 }, (_, at) => `f${at}`).join(" ");
  const failing = "{ account { apiKeys(first: 100) { nodes { recentDenials(first: 0) { id } } } } }";
  const permissions = (codes: string[]) => ({
    query: "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { errors { code } } }",
    variables: { input: { name: "x", permissions: { scope: "SELECTED_APIS", codes } } },
  });
  const lists = (many: number) => Array.from({ length: many }, () => []);
  /** What the machine is measured by: texts to read and to sort. */
  const texts = JSON.stringify(permissions(Array.from({ length: 200_000 }, (_, at) => `no.${at}`)));

  it.each<[string, object, number]>([
    ["many errors behind many lines", { query: `${lines}{ ${unknown} }` }, 400],
    ["errors of fields behind many lines", { query: `${lines}${failing}` }, 400],
    ["a million lists", { query: "{ apis { code } }", variables: { x: lists(1_000_000) } }, 413],
    [
      "a million numbers",
      { query: "{ apis { code } }", variables: { x: lists(1_000_000).map(() => 1) } },
      413,
    ],
    [
      "an address for mails of 3.9 million characters",
      {
        query: "mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { errors { code } } }",
        variables: { input: { email: `a@${"a.".repeat(1_950_000)}com`, role: "VIEWER" } },
      },
      200,
    ],
    [
      "as many codes as a request may have",
      permissions(Array.from({ length: 35_000 }, (_, at) => `no.${at}`)),
      200,
    ],
  ])("costs less CPU than twice to read and sort 200,000 texts: %s", async (_, body, status) => {
    const sent = JSON.stringify(body);
    const cpu: number[] = [];
    const measure: number[] = [];
    for (let run = 0; run < 10; run++) {
      const start = process.cpuUsage();
      JSON.parse(texts).variables.input.permissions.codes.sort();
      measure.push(microseconds(process.cpuUsage(start)));
      const before = process.cpuUsage();
      const reply = await fetch(`${server.base}/graphql`, {
        method: "POST",
        headers: { cookie, "content-type": "application/json" },
        body: sent,
      });
      expect(reply.status).toBe(status);
      await reply.text();
      cpu.push(microseconds(process.cpuUsage(before)));
    }
    expect(Math.min(...cpu)).toBeLessThan(2 * Math.min(...measure));
  });
});

const microseconds = ({ user, system }: NodeJS.CpuUsage) => user + system;
