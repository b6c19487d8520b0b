import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  type DefinitionNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLInt,
  getIntrospectionQuery,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  visit,
} from "graphql";
import { describe, expect, it } from "vitest";
import { costOf } from "./cost.js";
import { LIMITS } from "./limits.rule.js";
import { LIST_SIZES, mostOf } from "./list-sizes.js";
import { buildApiSchema } from "./schema.js";

const schema = buildApiSchema();
const isOperation = (node: DefinitionNode): node is OperationDefinitionNode =>
  node.kind === Kind.OPERATION_DEFINITION;
const isFragment = (node: DefinitionNode): node is FragmentDefinitionNode =>
  node.kind === Kind.FRAGMENT_DEFINITION;

/** The cost of each operation of a document. */
function costs(query: string, variables: Record<string, unknown> = {}) {
  const document = parse(query);
  const operations = document.definitions.filter(isOperation);
  return operations.map((operation) => costOf({ schema, document, operation, variables }));
}
const costing = (query: string, variables?: Record<string, unknown>) =>
  costs(query, variables)[0] ?? expect.fail("no operation");
const keys = (query: string, first = "(first: 10)") =>
  `{ account { apiKeys${first} { nodes { ${query} } } } }`;

describe("the cost of a document", () => {
  it("multiplies along lists, by the number of entries that is asked for", () => {
    const { objects, values } = costing("{ account { recent: auditEvents(first: 7) { nodes { at id } } } }");
    expect([objects, values]).toEqual([200 + 2 + 7, 14]);
    expect(costing(keys("id usage(days: 2) { points { at allowed } }")).values).toBe(10 * (1 + 48 * 2));
    expect(costing(keys("usage(days: 3) { points { at } }")).values).toBe(10 * 3);
    expect(costing("{ account { throttleLimits { series(hours: 1) { at } } } }").values).toBe(20 * 60);
  });

  it("counts no more limits than Apis are named", () => {
    const limits = (apis: string) => `account { throttleLimits${apis} { series(hours: 1) { at } } }`;
    expect(costing(`{ ${limits('(apis: ["sms", "voice"])')} }`).values).toBe(2 * 60);
    const query = `query ($apis: [String!]) { ${limits("(apis: $apis)")} }`;
    expect(costing(query, { apis: ["sms"] }).values).toBe(1 + 60);
    for (const apis of [undefined, null]) expect(costing(query, { apis }).values).toBe(20 * 60);
    const many = Array.from({ length: 300 }, () => "sms");
    expect(costing(query, { apis: many }).values).toBe(300 + 20 * 60);
  });

  it("counts a person's sessions as a question to the database, besides those that it gives", () => {
    expect(costing("{ viewer { sessions { device } } }").objects).toBe(1 + 200 + 100);
  });

  it("counts the days over which calls are added up, once for all entries of a list", () => {
    expect(costing(keys("usage { allowed } month: usage(days: 31) { points { at } }")).days).toBe(30 + 31);
    expect(costing("{ account { throttleLimits { peak(days: 7) series(hours: 12) { at } } } }").days).toBe(
      7.5,
    );
    expect(costing(keys("tokens { hour: uses(hours: 6) long: uses(hours: 2160) ever: uses }")).days).toBe(
      180.25,
    );
    const usage = 'usage(from: "2026-11-01T00:00:00Z") { allowed }';
    expect(costing(`{ accounts { nodes { ${usage} } } }`).days).toBe(90);
    const preview = 'previewAccessChange(input: {apiKeyId: "key_1", days: 1}) { denied }';
    expect(costing(`{ a: ${preview} b: ${preview} }`).days).toBe(180);
  });

  it("counts entries alike in nodes, in edges and through fragments", () => {
    const pages = [
      "nodes { name }",
      "edges { node { name } }",
      "...Page",
      "... on ApiKeyConnection { nodes { ...Key } }",
    ];
    const fragments =
      "fragment Page on ApiKeyConnection { nodes { ...Key } } fragment Key on ApiKey { name }";
    for (const page of pages)
      expect(costing(`{ account { apiKeys(first: 9) { ${page} } } } ${fragments}`).values).toBe(9);
  });

  it("takes the variable's value, else its default, else the argument's", () => {
    const query = (head: string) => `query (${head}) { account { apiKeys(first: $many) { nodes { id } } } }`;
    expect(costing(query("$many: Int!"), { many: 3 }).values).toBe(3);
    expect(costing(query("$many: Int = 4")).values).toBe(4);
    expect(costing(keys("id", "")).values).toBe(25);
  });

  const FIRST = "query ($many: Int!) { account { apiKeys(first: $many) { nodes { id } } } }";

  it.each([1.5, "7", true])("takes the most for a number that is refused later: %j", (many) => {
    expect(costing(FIRST, { many }).values).toBe(100);
  });

  it.each([0, -1, 101, null])("is not told of a number that is out of bounds: %j", (many) => {
    expect(() => costing(FIRST, { many })).toThrow('"first" must be from 1 to 100.');
    expect(() => costing(keys("id", `(first: ${many})`))).toThrow('"first" must be from 1 to 100.');
  });

  it("counts what type an object is with the object, but not what it is told under other names", () => {
    expect(costing(keys("id __typename")).values).toBe(10);
    expect(costing(keys("id a: __typename b: __typename")).values).toBe(30);
  });

  it("counts the values of a variable wherever it is used", () => {
    const query =
      "query ($one: PreviewAccessChangeInput!, $codes: [String!]) { a: previewAccessChange(input: $one) { denied } b: previewAccessChange(input: $one) { denied } c: previewAccessChange(input: {permissions: {codes: $codes}}) { denied } }";
    const one = { apiKeyId: "key_1", permissions: { codes: ["sms", "voice"] } };
    expect(costing(query, { one, codes: ["sms"] }).values).toBe(2 * (2 + 1 + 2) + 1 + 3);
  });

  it("counts the hundreds of characters of a variable's texts wherever it is used", () => {
    const query = `query ($id: ID!) { ${["a", "b"].map((name) => `${name}: node(id: $id) { id }`).join(" ")} }`;
    expect(costing(query, { id: "x".repeat(250) }).values).toBe(2 * (2 + 1));
    const one = { apiKeyId: "x".repeat(99), permissions: { codes: ["x".repeat(300), "x"] } };
    const preview = "query ($one: PreviewAccessChangeInput!) { previewAccessChange(input: $one) { denied } }";
    expect(costing(preview, { one }).values).toBe(2 + 1 + 2 + 3 + 1);
  });

  it("takes the most for a variable that was not sent", () => {
    expect(costing("query ($many: Int) { account { apiKeys(first: $many) { nodes { id } } } }").values).toBe(
      100,
    );
  });
});

describe("the limits of cost", () => {
  const isWithin = ({ objects, values, days }: ReturnType<typeof costing>) =>
    objects <= LIMITS.objects && values <= LIMITS.values && days <= LIMITS.days;

  it("let the standard introspection query pass", () => {
    expect(isWithin(costing(getIntrospectionQuery()))).toBe(true);
    expect(isWithin(costing(getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true })))).toBe(true);
  });

  it("let all documents of the dashboard pass, whatever their variables are", () => {
    const texts = dashboardDocuments();
    const fragments = texts.filter((text) => parse(text).definitions.every(isFragment)).join("\n");
    const operations = texts.filter((text) => parse(text).definitions.some(isOperation));
    expect(operations.length).toBeGreaterThan(30);
    const dear = operations.filter((text) => !costs(`${text} ${fragments}`).every(isWithin));
    expect(dear).toEqual([]);
  });

  it.each([
    [
      "100 keys with what a script needs of them",
      keys(
        "id key name status permissions allowlist { cidr note } tokens { id status } lastUsedAt usage(days: 1) { allowed }",
        "(first: 100)",
      ),
    ],
    [
      "100 events of the audit",
      "{ account { auditEvents(first: 100) { edges { cursor node { id at action summary actorUser { name } } } } } }",
    ],
    [
      "the whole catalogue, with the Api of each operation",
      "{ apis { code operations { code method path api { code } } } }",
    ],
    [
      "the bills of 100 accounts",
      '{ accounts(first: 100) { nodes { id sid name usage(from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z") { allowed denied byApi { api allowed denied } byOperation { operation allowed denied } } } } }',
    ],
    ["the limits of 50 accounts", "{ accounts(first: 50) { nodes { sid throttleLimits { limit used } } } }"],
  ])("let a script ask for %s", (_, query) => {
    expect(costs(query).every(isWithin)).toBe(true);
  });

  it("know how long each list of the schema is", () => {
    const lists = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .flatMap((type) =>
        Object.values(type.getFields())
          .filter((field) => isListType(getNullableType(field.type)))
          .filter((field) => !field.args.some(({ name }) => name === "first"))
          .filter(
            (field) => !type.name.endsWith("Connection") && getNamedType(field.type).name !== "UserError",
          )
          .map((field) => `${type.name}.${field.name}`),
      );
    expect(lists.sort()).toEqual(Object.keys(LIST_SIZES).sort());
  });
});

describe("the bounds of whole numbers", () => {
  it("are known of each that a field of the schema takes", () => {
    const numbers = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .flatMap((type) =>
        Object.values(type.getFields()).flatMap((field) =>
          field.args
            .filter((arg) => getNullableType(arg.type) === GraphQLInt)
            .map((arg) => [`${type.name}.${field.name}`, arg.name] as const),
        ),
      );
    expect(numbers.length).toBeGreaterThan(10);
    expect(numbers.filter(([field, name]) => mostOf(field, name) === undefined)).toEqual([]);
  });
});

/** The texts given to `graphql()` in the dashboard, as they are sent: each object is asked for its type. */
function dashboardDocuments(): string[] {
  const folder = fileURLToPath(new URL("../../../dashboard/src/", import.meta.url));
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".graphql.ts"))
    .map((file) => readFileSync(`${folder}${file}`, "utf8"))
    .flatMap((code) => [...code.matchAll(/graphql\(\s*`([^`]+)`/g)].map(([, text]) => withTypes(text ?? "")));
}

/** The document as Apollo Client sends it, but for the root, whose type it knows. */
function withTypes(text: string): string {
  const isRoot = (parent: unknown) => typeof parent === "object" && parent !== null && "operation" in parent;
  const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } };
  return print(
    visit(parse(text), {
      SelectionSet: (node, _key, parent) =>
        isRoot(parent) ? undefined : { ...node, selections: [...node.selections, typename] },
    }),
  );
}
