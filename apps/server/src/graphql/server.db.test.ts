import { getIntrospectionQuery } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { ApiKey } from "../keys/api-key.entity.js";
import { createWorld, type World } from "./testing/world.js";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

describe("UNAUTHENTICATED", () => {
  it.each([
    ["a query", "{ apis { code } }"],
    ["introspection", getIntrospectionQuery()],
    ["a misspelt field, without a suggestion", "{ api { code } }"],
    ["what is not GraphQL", "{"],
    ["a mutation", 'mutation { createApiKey(input: {name: "x"}) { token } }'],
  ])("answers %s of nobody with 401 and nothing else", async (_, query) => {
    const reply = await world.ask("nobody", query);
    expect(reply.status).toBe(401);
    expect(reply.data).toBeUndefined();
    expect(reply.errors).toEqual([
      { message: "Sign in first.", extensions: { code: "UNAUTHENTICATED", requestId: "request-1" } },
    ]);
  });
});

describe("BAD_USER_INPUT", () => {
  const SECRET = "s3cr3t-value";
  const input = (fields: string) => `mutation { createApiKey(input: {${fields}}) { token } }`;
  const create = "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { token } }";
  const DATED = { name: "x", expiresAt: SECRET };
  const request = (variable: string, until: string) =>
    `mutation (${variable}) { requestThrottleLimit(input: {api: "sms", limit: 9, reason: "x", validUntil: ${until}}) { errors { code } } }`;

  it.each<[string, string, Record<string, unknown>?]>([
    ["a syntax error", `{ viewer "${SECRET}" }`],
    ["an unknown field", "{ viewer { nothing } }"],
    ["an unknown enum value", input(`name: "x", environment: "${SECRET}"`)],
    ["a literal of the wrong type", input(`name: "x", labels: [${SECRET.length}]`)],
    ["a date that is none", input(`name: "x", expiresAt: "${SECRET}"`)],
    ["a variable of the wrong type", create, { input: { name: { text: SECRET } } }],
    ["a variable's unknown field", create, { input: { name: SECRET, nothing: SECRET } }],
    ["a variable's date that is none", create, { input: { name: "x", expiresAt: SECRET } }],
    ["a missing variable", create, {}],
    ["a query argument out of range", "{ account { apiKeys(first: 101) { totalCount } } }"],
    ["a first of 0", "{ account { apiKeys(first: 0) { totalCount } } }"],
    ["a first of null", "{ account { apiKeys(first: null) { totalCount } } }"],
    ["a cursor that is none", `{ account { apiKeys(after: "${SECRET}") { totalCount } } }`],
    ["too many days", "{ account { throttleLimits { peak(days: 91) } } }"],
    ["a document too deep", `{ ${"apis { operations { api { ".repeat(10)} code ${"} } } ".repeat(10)} }`],
    ["a subscription, of which there are none", "subscription { apis { code } }"],
    ["no such operation", "query A { apis { code } } query B { apis { code } }"],
  ])("answers %s with 400, without repeating a value", async (_, query, variables) => {
    const reply = await world.ask(Role.OWNER, query, variables);
    expect(reply.status).toBe(400);
    expect(reply.errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
    expect(JSON.stringify(reply)).not.toContain(SECRET);
    expect(JSON.stringify(reply)).not.toMatch(/stack|\.ts:|\.js:/);
  });

  it.each([
    "usage(days: 0) { allowed }",
    "recentDenials(first: null) { id }",
    "tokens { uses(hours: 2161) }",
  ])("carries out no mutation whose answer is asked for out of range: %s", async (field) => {
    const query = `mutation { createApiKey(input: {name: "never made"}) { token apiKey { ${field} } errors { code } } }`;
    const { status, data, errors } = await world.ask(Role.OWNER, query);
    expect([status, data, errors[0]?.extensions.code]).toEqual([400, undefined, "BAD_USER_INPUT"]);
    const { manager } = world.database.reader;
    expect(await manager.countBy(ApiKey, { name: "never made" })).toBe(0);
  });

  it.each<[string, string, Record<string, unknown>?]>([
    ['Variable "$input" does not fit the schema at "input.expiresAt".', create, { input: DATED }],
    ['Variable "$at" does not fit the schema.', request("$at: DateTime", "$at"), { at: SECRET }],
    [
      'Argument "input" of "createApiKey" does not fit the schema at "input.expiresAt".',
      input(`name: "x", expiresAt: "${SECRET}"`),
    ],
    ['Default of "$at" does not fit the schema.', request(`$at: DateTime = "${SECRET}"`, "$at")],
  ])("says of a DateTime that is none where it stands: %s", async (place, query, variables) => {
    const { errors } = await world.ask(Role.OWNER, query, variables);
    const messages = errors.map(({ message }) => message);
    expect(messages).toEqual([`${place} A DateTime is RFC 3339 text, like 2026-01-31T12:00:00.000Z.`]);
  });

  it.each([
    [
      'Argument "first" of "apiKeys" does not fit the schema. A value of type "Int" belongs there.',
      `{ account { apiKeys(first: "${SECRET}") { totalCount } } }`,
    ],
    [
      'Argument "status" of "apiKeys" does not fit the schema at "status[1]". A value of type "ApiKeyStatus" belongs there.',
      "{ account { apiKeys(status: [ACTIVE, SECRET]) { totalCount } } }",
    ],
    [
      'Argument "input" of "createApiKey" does not fit the schema at "input.labels[0]". A value of type "String" belongs there.',
      input(`name: "x", labels: [7]`),
    ],
    [
      'Argument "input" of "createApiKey" does not fit the schema at "input.environment". A value of type "Environment" belongs there. Did you mean the enum value "TEST"?',
      input(`name: "x", environment: "TEST"`),
    ],
    [
      'Argument "if" of "@include" does not fit the schema. A value of type "Boolean" belongs there.',
      `{ viewer @include(if: "${SECRET}") { isOperator } }`,
    ],
  ])("says where any other literal does not fit: %s", async (message, query) => {
    const { errors } = await world.ask(Role.OWNER, query);
    expect(errors.map((error) => error.message)).toEqual([message]);
  });

  it("names an unknown field of the document, and where a variable is wrong", async () => {
    const messages = async (query: string, variables?: Record<string, unknown>) =>
      (await world.ask(Role.OWNER, query, variables)).errors.map((error) => error.message);
    expect(await messages("{ viewer { nothing } }")).toEqual([
      'Cannot query field "nothing" on type "Viewer".',
    ]);
    expect(await messages('{ account { sid } account(sid: "a") { sid } }')).toEqual([
      'Fields "account" conflict because they have differing arguments. Use different aliases on the fields to fetch both if this was intentional.',
    ]);
    expect(await messages("{ apis { code } } { apis { code } }")).toEqual(
      Array(2).fill("This anonymous operation must be the only defined operation."),
    );
    expect(await messages(`{ ${"a: __typename ".repeat(500)} }`)).toEqual([
      "The document exceeds the limit of 1000 tokens.",
    ]);
    expect(await messages(create, { input: { name: 1 } })).toEqual([
      'Variable "$input" does not fit the schema at "input.name". A value of type "String" belongs there.',
    ]);
    expect(await messages(create, { input: { name: "x", nothing: 1 } })).toEqual([
      'Variable "$input" does not fit the schema. A field in it is not defined by type "CreateApiKeyInput".',
    ]);
  });

  it("says so of more wrong values than it names, which is nothing unexpected", async () => {
    const labels = Array(60).fill({});
    const { status, errors } = await world.ask(Role.OWNER, create, { input: { name: "x", labels } });
    expect([status, errors.length]).toEqual([400, 51]);
    expect(errors.at(-1)).toMatchObject({
      message: "More values of the variables do not fit the schema.",
      extensions: { code: "BAD_USER_INPUT" },
    });
    expect(world.reported).toEqual([]);
  });
});

describe("INTERNAL_SERVER_ERROR", () => {
  it("hides what went wrong, reports it, and gives the request id", async () => {
    const { reader } = world.database;
    await world.database.write((manager) => manager.query("ALTER TABLE `operation` RENAME TO `hidden`"));
    const reply = await world.ask(Role.OWNER, "{ apis { operations { code } } }");
    await world.database.write((manager) => manager.query("ALTER TABLE `hidden` RENAME TO `operation`"));
    expect(reader.isInitialized).toBe(true);
    expect(reply.errors[0]).toMatchObject({
      message: "Something went wrong on the server.",
      extensions: { code: "INTERNAL_SERVER_ERROR", requestId: "request-1" },
    });
    expect(JSON.stringify(reply)).not.toMatch(/select|operation`|stack/i);
    expect(world.reported.length).toBeGreaterThan(0);
  });
});

describe("signed in", () => {
  it("reads the schema by introspection", async () => {
    const reply = await world.ask(Role.VIEWER, getIntrospectionQuery());
    expect(reply.errors).toEqual([]);
    expect(reply.data.__schema.queryType.name).toBe("Query");
  });

  it("learns who it is, and the facts for snippets", async () => {
    const { data } = await world.ask(
      Role.VIEWER,
      "{ viewer { user { name email } apiKey { id } accounts { sid } isOperator clientAddress } installation { gatewayUrl supportEmail } }",
    );
    expect(data).toEqual({
      viewer: {
        user: { name: "The VIEWER", email: "viewer@example.com" },
        apiKey: null,
        accounts: [{ sid: "alpha" }],
        isOperator: false,
        clientAddress: "198.51.100.7",
      },
      installation: { gatewayUrl: "http://gateway.example", supportEmail: "support@example.com" },
    });
  });
});
