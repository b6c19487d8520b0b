import "reflect-metadata";
import { request as rawRequest } from "@latchkey/enforcer/testing";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { cookieOf, OPERATOR, type Served, startServed } from "../identity/testing/served.js";

let server: Served;
let cookie: string;
let count = 0;
beforeAll(async () => {
  server = await startServed();
  cookie = cookieOf(await server.signIn());
});
afterAll(() => server.close());

interface Pair {
  id: string;
  key: string;
  token: string;
}

const basic = ({ key, token }: Omit<Pair, "id">) =>
  `Basic ${Buffer.from(`${key}:${token}`).toString("base64")}`;

/** The owner makes a key. */
async function makeKey(codes: string[], more: object = {}): Promise<Pair> {
  const input = { name: `key ${count++}`, permissions: { scope: "ALL_APIS", codes }, ...more };
  const { data } = await ask(cookie, CREATE, { input }).then(({ body }) => body);
  const { apiKey, token } = data.createApiKey;
  return { id: apiKey.id, key: apiKey.key, token };
}

const CREATE =
  "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { id key } token errors { code } } }";

/** Sends a document as a person, by a cookie, or as a key. */
async function ask(who: string | Pair | null, query: string, variables = {}, headers = {}) {
  const identity = new Map<string, string>();
  if (typeof who === "string") identity.set("cookie", who);
  else if (who !== null) identity.set("authorization", basic(who));
  const response = await server.post(
    "/graphql",
    { query, variables },
    { ...Object.fromEntries(identity), ...headers },
  );
  // biome-ignore lint/suspicious/noExplicitAny: each test asserts the shape that it asked for
  const body: any = await response.json();
  return { status: response.status, headers: response.headers, body, code: body.errors?.[0].extensions.code };
}

/** Sends any body as a key. */
const send = (pair: Pair, body: string, type = "application/json") =>
  fetch(`${server.base}/graphql`, {
    method: "POST",
    headers: { authorization: basic(pair), "content-type": type },
    body,
  });

describe("a key that was granted access-control.read", () => {
  it("reads its account, which it need not name, and sees itself as who asks", async () => {
    const pair = await makeKey(["access-control.read"]);
    const { status, body } = await ask(
      pair,
      "{ viewer { user { id } apiKey { id } isOperator accounts { sid } } account { sid viewerRole apiKeys { totalCount } } }",
    );
    expect(status).toBe(200);
    expect(body.data.viewer).toEqual({
      user: null,
      apiKey: { id: pair.id },
      isOperator: false,
      accounts: [],
    });
    expect(body.data.account).toMatchObject({ sid: "demo", viewerRole: null });
  });

  it("may see the schema", async () => {
    const pair = await makeKey(["access-control.read"]);
    const { body } = await ask(pair, "{ __schema { queryType { name } } }");
    expect(body.data.__schema.queryType.name).toBe("Query");
  });

  it("is told what is wrong with a document", async () => {
    const pair = await makeKey(["access-control.read"]);
    const { status, body, code } = await ask(pair, "{ nothing }");
    expect([status, code, body.errors[0].message]).toEqual([
      400,
      "BAD_USER_INPUT",
      'Cannot query field "nothing" on type "Query".',
    ]);
  });

  it("changes nothing: 403 that names the permission, and one event in the audit", async () => {
    const pair = await makeKey(["access-control.read"]);
    const input = { id: pair.id };
    const mutation =
      "mutation ($input: ApiKeyActionInput!) { __typename disableApiKey(input: $input) { errors { code } } }";
    const { status, headers, code } = await ask(pair, mutation, { input });
    expect([status, code]).toEqual([403, "FORBIDDEN"]);
    expect(headers.get("x-latchkey-missing-permission")).toBe("access-control.write");
    const { body } = await ask(
      cookie,
      "{ account { auditEvents(first: 1) { nodes { action actorApiKey actorUser { id } } } } }",
    );
    expect(body.data.account.auditEvents.nodes).toEqual([
      { action: "disableApiKey.refused", actorApiKey: pair.key, actorUser: null },
    ]);
  });
});

describe("a key that was granted access-control", () => {
  it("makes keys, which the audit says that it did", async () => {
    const pair = await makeKey(["access-control"]);
    const name = `made by a script ${count++}`;
    const { body } = await ask(pair, CREATE, { input: { name } });
    const { apiKey, token, errors } = body.data.createApiKey;
    expect([token.startsWith("lkt_"), errors]).toEqual([true, []]);
    const audit = await ask(
      pair,
      "{ account { auditEvents(first: 1) { nodes { action subjectId actorApiKey } } } }",
    );
    expect(audit.body.data.account.auditEvents.nodes).toEqual([
      { action: "apiKey.created", subjectId: apiKey.id, actorApiKey: pair.key },
    ]);
  });

  it("regenerates itself, with both tokens working after it, and deletes its old one", async () => {
    const pair = await makeKey(["access-control"]);
    const { id } = pair;
    const regenerate =
      "mutation ($input: RegenerateTokenInput!) { regenerateToken(input: $input) { token errors { code } } }";
    const { token } = (await ask(pair, regenerate, { input: { id } })).body.data.regenerateToken;
    const fresh = { ...pair, token };
    const read = "{ account { sid } }";
    expect([(await ask(pair, read)).status, (await ask(fresh, read)).status]).toEqual([200, 200]);
    const end =
      "mutation ($input: ApiKeyActionInput!) { deleteRetiringToken(input: $input) { errors { code } } }";
    expect((await ask(pair, end, { input: { id } })).body.data.deleteRetiringToken.errors).toEqual([]);
    expect([(await ask(pair, read)).status, (await ask(fresh, read)).status]).toEqual([401, 200]);
  });

  it("neither grants access-control nor changes a key that holds it, itself included", async () => {
    const pair = await makeKey(["access-control"]);
    const permissions = { scope: "ALL_APIS", codes: ["access-control.read"] };
    const granted = await ask(pair, CREATE, { input: { name: `x ${count++}`, permissions } });
    expect(granted.body.data.createApiKey.errors).toEqual([{ code: "NOT_GRANTABLE" }]);
    const disable =
      "mutation ($input: ApiKeyActionInput!) { disableApiKey(input: $input) { errors { code } } }";
    const other = await makeKey(["access-control.read"]);
    for (const { id } of [pair, other])
      expect(await ask(pair, disable, { input: { id } })).toMatchObject({ status: 200, code: "FORBIDDEN" });
  });

  it("may use an idempotency key that a person has used", async () => {
    const pair = await makeKey(["access-control"]);
    const input = { name: `twice ${count++}`, idempotencyKey: "0123456789abcdef" };
    await ask(cookie, CREATE, { input });
    const other = { ...input, name: `twice ${count++}` };
    expect((await ask(pair, CREATE, { input: other })).body.data.createApiKey.errors).toEqual([]);
    expect((await ask(pair, CREATE, { input: other })).body.data.createApiKey.errors).toEqual([
      { code: "ALREADY_APPLIED" },
    ]);
  });

  it("asks for other limits, as nobody's request", async () => {
    const pair = await makeKey(["access-control"]);
    const requested =
      "mutation ($input: RequestThrottleLimitInput!) { requestThrottleLimit(input: $input) { throttleRequest { id status requestedBy { id } enteredBy { id } } errors { code } } }";
    const input = { api: "sms", limit: 400, reason: "Diwali" };
    const { throttleRequest } = (await ask(pair, requested, { input })).body.data.requestThrottleLimit;
    expect(throttleRequest).toMatchObject({ status: "PENDING", requestedBy: null, enteredBy: null });
    const withdraw =
      "mutation ($input: ThrottleRequestActionInput!) { withdrawThrottleRequest(input: $input) { errors { code } } }";
    const withdrawn = await ask(pair, withdraw, { input: { id: throttleRequest.id } });
    expect(withdrawn.body.data.withdrawThrottleRequest.errors).toEqual([]);
  });
});

describe("a key without access-control", () => {
  it.each(["{ account { sid } }", "{ nothing }", "not GraphQL", "{ __schema { queryType { name } } }"])(
    "is told the permission that it lacks, and nothing of the schema: %s",
    async (query) => {
      const pair = await makeKey([]);
      const { status, headers, body, code } = await ask(pair, query);
      expect([status, code]).toEqual([403, "FORBIDDEN"]);
      expect(headers.get("x-latchkey-missing-permission")).toBe("access-control.read");
      expect(body.errors).toHaveLength(1);
      expect(body.errors[0].extensions.requestId).toBe(headers.get("x-request-id"));
      expect(JSON.stringify(body)).not.toMatch(/nothing|Query/);
    },
  );
});

describe("credentials that are nobody's", () => {
  it("are all answered alike, also beside a session", async () => {
    const pair = await makeKey(["access-control"]);
    const other = await makeKey(["access-control"]);
    const read = "{ account { sid } }";
    const refused = [
      basic({ key: pair.key, token: other.token }),
      basic({ key: "lk_aaaaaaaaaaaaaaaaaaaa", token: pair.token }),
      basic({ key: pair.key, token: `${pair.token}x` }),
      "",
      "Basic ???",
      `Bearer ${pair.token}`,
    ];
    for (const authorization of refused)
      for (const beside of [{}, { cookie }]) {
        const { status, headers, body } = await ask(null, read, {}, { authorization, ...beside });
        expect(status).toBe(401);
        expect(headers.get("www-authenticate")).toBe('Basic realm="API", charset="UTF-8"');
        const requestId = headers.get("x-request-id");
        expect(body).toEqual({
          errors: [
            {
              message: "The API key and token are missing or not valid.",
              extensions: { code: "UNAUTHENTICATED", requestId },
            },
          ],
        });
      }
  });

  it("are refused before the body is read", async () => {
    const authorization = basic({ key: "lk_aaaaaaaaaaaaaaaaaaaa", token: "an-imported-token" });
    const { status } = await ask(null, "x".repeat(5 * 1024 * 1024), {}, { authorization });
    expect(status).toBe(401);
  });

  it("are two headers, though each is right", async () => {
    const pair = basic(await makeKey(["access-control"]));
    const body = JSON.stringify({ query: "{ account { sid } }" });
    const answer = await rawRequest(
      Number(new URL(server.base).port),
      "POST",
      "/graphql",
      [
        "Content-Type: application/json",
        `Content-Length: ${body.length}`,
        `Authorization: ${pair}`,
        `Authorization: ${pair}`,
      ],
      body,
    );
    expect(answer.status).toBe(401);
  });

  it("are none at all, which asks no browser for a password", async () => {
    const { status, headers, code } = await ask(null, "{ account { sid } }");
    expect([status, code, headers.get("www-authenticate")]).toEqual([401, "UNAUTHENTICATED", null]);
  });
});

describe("a key's own restrictions", () => {
  it("hold here too: the address", async () => {
    const entries = [{ cidr: "203.0.113.0/24" }];
    const pair = await makeKey(["access-control"], { allowlist: { scope: "ALLOWLIST_ONLY", entries } });
    const read = "{ viewer { clientAddress } }";
    const from = (address: string) => ask(pair, read, {}, { "x-forwarded-for": address });
    expect((await from("203.0.113.9")).body.data.viewer.clientAddress).toBe("203.0.113.9");
    expect(await from("203.0.112.9")).toMatchObject({ status: 403, code: "FORBIDDEN" });
  });

  it("include the suspension of its account, which people can still look at", async () => {
    const pair = await makeKey(["access-control"]);
    const operator = cookieOf(await server.signIn(OPERATOR));
    const suspend = (suspended: boolean) =>
      ask(
        operator,
        "mutation ($input: SetAccountSuspendedInput!) { setAccountSuspended(input: $input) { errors { code } } }",
        { input: { accountSid: "demo", suspended, reason: "Unpaid." } },
      );
    await suspend(true);
    const read = "{ account { suspended } }";
    expect(await ask(pair, read)).toMatchObject({ status: 403, code: "FORBIDDEN" });
    expect((await ask(cookie, read)).body.data.account.suspended).toBe(true);
    await suspend(false);
    expect((await ask(pair, read)).status).toBe(200);
  });

  it("include the limit of 600 a minute, which the answers count down, or what operators set in its place", async () => {
    const pair = await makeKey(["access-control.read"]);
    const read = "{ viewer { isOperator } }";
    const first = await ask(pair, read);
    expect(first.headers.get("ratelimit-policy")).toBe('"access-control";q=600;w=60');
    const used = 600 - Number(first.headers.get("x-ratelimit-remaining"));
    expect(used).toBeLessThan(100);

    const operator = cookieOf(await server.signIn(OPERATOR));
    const set =
      "mutation ($input: SetApiDefaultLimitInput!) { setApiDefaultLimit(input: $input) { errors { code } } }";
    const input = { api: "access-control", limit: used + 10 };
    expect((await ask(operator, set, { input })).body.data.setApiDefaultLimit.errors).toEqual([]);
    const answers = await Promise.all(Array.from({ length: 15 }, () => ask(pair, read)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    const throttled = answers.filter(({ status }) => status === 429);
    expect(throttled.map(({ code }) => code)).toEqual(Array(5).fill("THROTTLED"));
    expect(Number(throttled[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
    await ask(operator, set, { input: { ...input, limit: null } });
    expect((await ask(pair, read)).headers.get("x-ratelimit-limit")).toBe("600");
  });
});

describe("a key's request that is no document", () => {
  const query = "{ account { sid } }";
  const remaining = ({ headers }: { headers: Headers }) => Number(headers.get("x-ratelimit-remaining"));
  const CASES: [string, number, string, string?][] = [
    ["no JSON", 400, "{"],
    ["nothing", 400, ""],
    ["a batch", 400, JSON.stringify([{ query }, { query }])],
    ["null", 400, "null"],
    ["without a query", 400, "{}"],
    ["another type", 415, query, "application/graphql"],
    ["a document that is too long", 400, JSON.stringify({ query: query + " ".repeat(100_000) })],
    ["too many values", 413, JSON.stringify({ query, variables: { x: Array(50_000).fill(1) } })],
    ["too many bytes", 413, `"${"x".repeat(5 * 1024 * 1024)}"`],
  ];

  it.each(CASES)("spends one of the limit as any other: %s", async (_, status, body, type) => {
    const pair = await makeKey(["access-control.write"]);
    const before = remaining(await ask(pair, "mutation { __typename }"));
    const answer = await send(pair, body, type);
    expect([answer.status, remaining(answer)]).toEqual([status, before - 1]);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: "BAD_USER_INPUT" } }] });
  });

  it.each([
    ["{", undefined, /^The body is not JSON in UTF-8, or it is compressed\.$/],
    [query, "application/x-www-form-urlencoded", /^Send JSON, with Content-Type: application\/json\.$/],
    [`"${"x".repeat(5 * 1024 * 1024)}"`, undefined, /^The body is too long: .+ 4 MiB and 40,000 values\.$/],
  ])("is told what to send instead", async (body, type, message) => {
    const answer = await send(await makeKey(["access-control.read"]), body, type);
    expect(await answer.json()).toMatchObject({ errors: [{ message: expect.stringMatching(message) }] });
  });

  it.each(CASES)("is told nothing but the permission that it lacks: %s", async (_, _status, body, type) => {
    const pair = await makeKey([]);
    const answer = await send(pair, body, type);
    expect([answer.status, answer.headers.get("x-latchkey-missing-permission")]).toEqual([
      403,
      "access-control.read",
    ]);
    const requestId = answer.headers.get("x-request-id");
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: "FORBIDDEN", requestId } }] });
  });
});

describe("what is refused before the key is looked at", () => {
  it.each([
    ["GET", 405, {}],
    ["DELETE", 405, {}],
    ["POST", 403, { origin: "https://evil.example" }],
  ])("spends nothing: %s, %i", async (method, status, headers) => {
    const pair = await makeKey(["access-control.read"]);
    const read = "{ viewer { isOperator } }";
    const remaining = async () => Number((await ask(pair, read)).headers.get("x-ratelimit-remaining"));
    const before = await remaining();
    const authorization = basic(pair);
    const body = method === "POST" ? { body: JSON.stringify({ query: read }) } : {};
    const type = { "content-type": "application/json" };
    const answer = await fetch(`${server.base}/graphql`, {
      method,
      headers: { authorization, ...(method === "POST" && type), ...headers },
      ...body,
    });
    expect([answer.status, answer.headers.get("x-ratelimit-remaining")]).toEqual([status, null]);
    expect(await remaining()).toBe(before - 1);
  });
});

describe("what a key asked", () => {
  it.each([
    ["a query", "access-control.read", "{ viewer { isOperator } }"],
    ["a mutation", "access-control.write", 'mutation { deleteApiKey(input: {id: "key_0"}) { deletedId } }'],
  ])("is what its token was last used for: %s", async (_, operation, query) => {
    const pair = await makeKey(["access-control.read", "access-control.write"]);
    await ask(pair, query);
    await vi.waitFor(
      async () => {
        const { body } = await ask(
          cookie,
          "query ($id: ID!) { account { apiKey(id: $id) { lastUsedOperation } } }",
          { id: pair.id },
        );
        expect(body.data.account.apiKey.lastUsedOperation).toBe(operation);
      },
      { timeout: 10_000, interval: 200 },
    );
  });

  it.each([
    ["a document", '{"query":"{ account { sid } }"}'],
    ["what is no JSON", "{"],
    ["a batch", "[]"],
  ])("is use of its token, which the owner sees: %s", async (_, body) => {
    const pair = await makeKey([]);
    await send(pair, body);
    const query =
      "query ($id: ID!) { account { apiKey(id: $id) { tokens { lastUsedAt } recentDenials { reason path } } } }";
    await vi.waitFor(
      async () => {
        const { tokens, recentDenials } = (await ask(cookie, query, { id: pair.id })).body.data.account
          .apiKey;
        expect(tokens[0].lastUsedAt).not.toBeNull();
        expect(recentDenials).toEqual([{ reason: "PERMISSION_DENIED", path: "/graphql" }]);
      },
      { timeout: 10_000, interval: 200 },
    );
  });
});
