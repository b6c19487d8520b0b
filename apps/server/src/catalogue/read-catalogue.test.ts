import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Failure } from "@latchkey/program";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCatalogue } from "./read-catalogue.js";
import { documentOf, operation, tag } from "./testing/document.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-catalogue-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(document: unknown) {
  const file = join(folder, "catalogue.yaml");
  const asItIs = typeof document === "string" || Buffer.isBuffer(document);
  await writeFile(join(folder, "latin1.yaml"), Buffer.from("Gr\xfc\xdfe", "latin1"));
  await writeFile(file, asItIs ? document : JSON.stringify(document));
  const catalogue = await readCatalogue(file);
  await catalogue.validate();
  return catalogue.content;
}

async function refusal(document: unknown): Promise<string> {
  const error = await read(document).then(
    () => null,
    (error) => error,
  );
  expect(error).toBeInstanceOf(Failure);
  expect(error.message).toMatch(/^CATALOGUE \S+catalogue\.yaml: [^\n]+\.$/);
  return error.message;
}

describe("a catalogue that can be used", () => {
  it("gives Apis and operations in their order", async () => {
    const content = await read(
      documentOf([tag("sms", { name: "SMS", limit: 200 })], {
        "/v1/Accounts/{sid}/Sms/send": { post: operation("sms.send", "sms") },
      }),
    );
    expect(content).toEqual({
      apis: [{ code: "sms", name: "SMS", position: 0, catalogueLimit: 200, windowSeconds: 60 }],
      operations: [
        {
          code: "sms.send",
          apiCode: "sms",
          position: 0,
          method: "POST",
          path: "/v1/Accounts/{sid}/Sms/send",
          summary: "Does sms.send",
          accountScoped: true,
        },
      ],
    });
  });

  it("may have schemas that refer to themselves, as that of a tree", async () => {
    const node = { $ref: "#/components/schemas/Node" };
    const document = documentOf([tag("sms")], {
      "/v1/Accounts/{sid}/Tree": { get: operation("sms.tree", "sms") },
    });
    const schemas = { Node: { type: "object", properties: { children: { type: "array", items: node } } } };
    const { operations } = await read({ ...document, components: { schemas } });
    expect(operations).toMatchObject([{ code: "sms.tree" }]);
  });

  it("has the demo provider's 12 Apis and 93 operations", async () => {
    const file = fileURLToPath(new URL("../../../../catalogue/exotel.openapi.yaml", import.meta.url));
    const { content, validate } = await readCatalogue(file);
    await validate();
    expect([content.apis.length, content.operations.length]).toEqual([12, 93]);
  });

  it("is the one that the guide shows", async () => {
    const guide = await readFile(new URL("../../../../docs/catalogue.md", import.meta.url), "utf8");
    const [, shown = ""] = /^```yaml\n(.*?)^```$/ms.exec(guide) ?? [];
    expect((await read(shown)).operations).toMatchObject([{ code: "sms.send", apiCode: "sms" }]);
  });

  it("may be OpenAPI 3.0", async () => {
    const document = documentOf([tag("sms")], {
      "/v1/Accounts/{sid}/Sms": { get: operation("sms.one", "sms") },
    });
    expect(await read({ ...document, openapi: "3.0.3" })).toEqual(await read(document));
  });

  it("may be Swagger 2.0", async () => {
    const sid = { name: "sid", in: "path", required: true, type: "string" };
    const paths = { "/v1/Accounts/{sid}/Sms": { parameters: [sid], get: operation("sms.one", "sms") } };
    const document = documentOf([tag("sms")], paths);
    const swagger = { ...document, openapi: undefined, swagger: "2.0" };
    expect(await read(swagger)).toEqual(await read(documentOf([tag("sms")], { [PATH]: { get: one } })));
  });

  it("may take parts over by YAML's <<, and say some of them otherwise", async () => {
    const { apis, operations } = await read(`
openapi: 3.1.0
info: { title: Test, version: "1" }
x-limit: &limit { limit: 5, windowSeconds: 60 }
x-none: &none { x-account-scoped: false, summary: "Nobody's" }
x-any: &any { <<: *none, tags: [sms], responses: { "200": { description: Done } } }
x-path: &path { get: { <<: *any, operationId: sms.get } }
tags:
  - { name: sms, x-throttle: { <<: *limit, limit: 7 } }
paths:
  /v1/Sms:
    <<: *path
    post: { <<: [*any, *none], operationId: sms.post, summary: Somebody's }
`);
    expect(apis).toMatchObject([{ catalogueLimit: 7, windowSeconds: 60 }]);
    expect(operations).toMatchObject([
      { code: "sms.get", summary: "Nobody's", accountScoped: false },
      { code: "sms.post", summary: "Somebody's", accountScoped: false },
    ]);
  });

  it("has no operation that only a prototype has", async () => {
    const { operations } = await read(`
openapi: 3.1.0
info: { title: Test, version: "1" }
x-any: &any { x-account-scoped: false, tags: [sms], responses: { "200": { description: Done } } }
tags: [{ name: sms, x-throttle: { limit: 5, windowSeconds: 60 } }]
paths:
  /v1/Sms:
    <<: { __proto__: { get: { <<: *any, operationId: sms.get, summary: Hidden } } }
    post: { <<: *any, operationId: sms.post, summary: Seen }
`);
    expect(operations.map(({ code }) => code)).toEqual(["sms.post"]);
  });

  it("may have an operation without an account that says so", async () => {
    const health = { ...operation("sms.health", "sms"), "x-account-scoped": false };
    const { operations } = await read(documentOf([tag("sms")], { "/v2/health": { get: health } }));
    expect(operations[0]?.accountScoped).toBe(false);
  });
});

const PATH = "/v1/Accounts/{sid}/Sms";
const one = operation("sms.one", "sms");
const two = operation("sms.two", "sms");
const tens = Array.from({ length: 12 }, (_, at) => at + 1);
const tenOf = (text: string) => Array(10).fill(text).join(", ");

describe("a catalogue is refused in one line that names what is wrong", () => {
  const cases: [string, unknown, RegExp[]][] = [
    ["a file that is no YAML", "openapi: 3.1.0\ninfo:\n  title: x\n version: 1\n", [/\(4:2\)/]],
    ["a file that is no OpenAPI document", "hello", [/is not an OpenAPI document/]],
    ["a list", [], [/: is not an OpenAPI document\.$/]],
    [
      "a document of no version",
      { tags: [], paths: {} },
      [/: names no version: write openapi: "3\.1\.0", or swagger/],
    ],
    [
      "a byte order mark",
      `\ufeff${JSON.stringify(documentOf([tag("sms")], { [PATH]: { get: one } }))}`,
      [/begins with a byte order mark/],
    ],
    [
      "names that no database would give back as they are",
      documentOf([tag("sms", { name: "S\0MS" })], { [PATH]: { get: { ...one, summary: "a\ud800b" } } }),
      [/x-display-name has control characters \(and 1 more\)/],
    ],
    [
      "a value of many characters where nothing may stand",
      { ...documentOf([tag("sms")], { [PATH]: { get: one } }), y: "y".repeat(100_000) },
      [/^.{50,600}$/],
    ],
    [
      "bytes that are no UTF-8",
      Buffer.from('{"openapi": "3.1.0", "x": "Gr\xfc\xdfe"}', "latin1"),
      [/is not UTF-8/],
    ],
    [
      "a document without a title",
      'openapi: "3.1.0"\ntags: [{name: sms, x-throttle: {limit: 1, windowSeconds: 1}}]\npaths: {}\n',
      [/property 'info'\.$/],
    ],
    ["a version that YAML takes for a number", "openapi: 3.1\npaths: {}\n", [/openapi must be a text/]],
    [
      "a version that is not known yet",
      { ...documentOf([tag("sms")], { [PATH]: { get: one } }), openapi: "3.2.0" },
      [/openapi must be 3\.1 or 3\.0/],
    ],
    [
      "an operation that is nothing",
      documentOf([tag("sms")], { [PATH]: { get: null } }),
      [/Sms › get must be an object/],
    ],
    [
      "a name from a file that is no UTF-8",
      documentOf([{ ...tag("sms"), "x-display-name": { $ref: "./latin1.yaml" } }], { [PATH]: { get: one } }),
      [/x-display-name was no UTF-8/],
    ],
    ["a reference to nothing", documentOf([tag("sms")], { [PATH]: { $ref: "#/nope" } }), [/#\/nope/]],
    [
      "paths that refer to each other",
      documentOf([tag("sms")], {
        "/v1/a": { $ref: "#/paths/~1v1~1b" },
        "/v1/b": { $ref: "#/paths/~1v1~1a" },
        [PATH]: { get: one },
      }),
      [/v1\/a refers to itself/],
    ],
    [
      "an alias within what it stands for",
      "openapi: 3.1.0\npaths: &all\n  /v1: *all\n",
      [/refers to itself, or is nested too deeply/],
    ],
    [
      "anchors that stand for billions",
      `x-0: &a0 [0]\n${tens.map((at) => `x-${at}: &a${at} [${tenOf(`*a${at - 1}`)}]\n`).join("")}`,
      [/more than 10,000,000 parts/],
    ],
    [
      "references that stand for billions",
      {
        ...documentOf([tag("sms")], {}),
        components: {
          schemas: Object.fromEntries([
            ["a0", {}],
            ...tens.map((at) => [
              `a${at}`,
              { allOf: Array(10).fill({ $ref: `#/components/schemas/a${at - 1}` }) },
            ]),
          ]),
        },
      },
      [/more than 10,000,000 parts/],
    ],
    [
      "templates that match the same paths",
      documentOf([tag("sms")], { [`${PATH}/{a}`]: { get: one }, [`${PATH}/{b}`]: { get: two } }),
      [/sms\.one/, /sms\.two/],
    ],
    [
      "GET and HEAD of one path",
      documentOf([tag("sms")], { [PATH]: { get: one, head: two } }),
      [/sms\.one/, /sms\.two/],
    ],
    [
      "one code for two operations",
      documentOf([tag("sms")], { [PATH]: { get: one }, [`${PATH}/more`]: { get: one } }),
      [/sms\.one/, /Sms\/more/],
    ],
    [
      "an operation with the code of a tag",
      documentOf([tag("sms")], { [PATH]: { get: operation("sms", "sms") } }),
      [/\bsms\b.*twice/],
    ],
    [
      "a tag that stands twice",
      documentOf([tag("sms"), tag("sms")], { [PATH]: { get: one } }),
      [/tag sms.*twice/],
    ],
    ["a tag without a limit", documentOf([{ name: "sms" }], { [PATH]: { get: one } }), [/tags › 0/, /limit/]],
    [
      "a limit of 0",
      documentOf([tag("sms", { limit: 0 })], { [PATH]: { get: one } }),
      [/limit must be at least 1/],
    ],
    [
      "a limit over a million",
      documentOf([tag("sms", { limit: 1_000_001 })], { [PATH]: { get: one } }),
      [/limit must be at most 1000000/],
    ],
    [
      "half a limit",
      documentOf([tag("sms", { limit: 1.5 })], { [PATH]: { get: one } }),
      [/limit must be a whole number/],
    ],
    [
      "an operation without a tag",
      documentOf([tag("sms")], { [PATH]: { get: { ...one, tags: [] } } }),
      [/get › tags must name exactly one tag/],
    ],
    [
      "an operation of two tags",
      documentOf([tag("sms"), tag("voice")], { [PATH]: { get: { ...one, tags: ["sms", "voice"] } } }),
      [/exactly one tag/],
    ],
    [
      "an operation of a tag that is not declared",
      documentOf([tag("sms")], { [PATH]: { get: operation("sms.one", "voice") } }),
      [/sms\.one/, /voice/],
    ],
    [
      "an operation without a code",
      documentOf([tag("sms")], { [PATH]: { get: { ...one, operationId: undefined } } }),
      [/operationId is missing/],
    ],
    [
      "a code with spaces",
      documentOf([tag("sms")], { [PATH]: { get: operation("sms one", "sms") } }),
      [/operationId must be lower-case/],
    ],
    [
      "a path without {sid}",
      documentOf([tag("sms")], { "/v2/health": { get: one } }),
      [/sms\.one has no \{sid\}/],
    ],
    [
      "a path that does not begin with a slash, or is too long",
      documentOf([tag("sms")], { "v1/{sid}/x": { get: one }, [`/{sid}/${"x".repeat(500)}`]: { get: two } }),
      [/paths › v1\/\{sid\}\/x must start with \/ \(and 1 more\)/],
    ],
    [
      "a document without paths",
      { ...(documentOf([tag("sms")], {}) as object), paths: undefined },
      [/paths is missing/],
    ],
    [
      "a path that is no template",
      documentOf([tag("sms")], { "/v1/Accounts/{sid}/x{y}": { get: one } }),
      [/sms\.one/],
    ],
    [
      "the built-in Api's code",
      documentOf([tag("access-control")], { [PATH]: { get: operation("x.y", "access-control") } }),
      [/access-control/],
    ],
    [
      "what OpenAPI does not allow",
      { ...(documentOf([tag("sms")], { [PATH]: { get: one } }) as object), info: {} },
      [/REQUIRED|required/],
    ],
  ];
  it.each(cases)("%s", async (_name, document, patterns) => {
    const message = await refusal(document);
    for (const pattern of patterns) expect(message).toMatch(pattern);
  });

  it("a file that is not there", async () => {
    await expect(readCatalogue(join(folder, "none.yaml"))).rejects.toThrow(
      /^CATALOGUE \S+none\.yaml: cannot be read \(ENOENT\)\.$/,
    );
  });
});
