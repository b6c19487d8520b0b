import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { PUBLIC_REASONS } from "@latchkey/enforcement";
import { request } from "@latchkey/enforcer/testing";
import { validate } from "@readme/openapi-parser";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, expect, test } from "vitest";
import { parse } from "yaml";
import { openListeners } from "../testing/listeners.js";

const FILE = fileURLToPath(new URL("../../../../docs/decision.openapi.yaml", import.meta.url));
const document = parse(readFileSync(FILE, "utf8"));
const ajv = new Ajv2020({
  strict: false,
  allErrors: true,
  formats: { uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/ },
});
ajv.addSchema(document, "document");

const problems = (pointer: string, value: unknown) => {
  const check = ajv.compile({ $ref: `document#${pointer}` });
  return check(value) ? [] : check.errors;
};
const QUESTION = "/components/schemas/Question";

let gateway: Awaited<ReturnType<typeof openListeners>>;
afterEach(() => gateway?.close());

/** The answer, and what of it the document does not say. */
async function undocumented(body: string, method = "POST", path = "/v1/decisions") {
  const length = `Content-Length: ${Buffer.byteLength(body)}`;
  const answer = await request(gateway.ports.decision, method, path, [length], body);
  const content = document.paths["/v1/decisions"].post.responses[answer.status].content;
  const type = answer.headers.get("content-type") ?? "";
  expect(Object.keys(content)).toEqual([type]);
  const pointer = `/paths/~1v1~1decisions/post/responses/${answer.status}/content/${type.replaceAll("/", "~1")}/schema`;
  const value = JSON.parse(answer.body);
  return { ...answer, value, problems: problems(pointer, value) };
}

test("the document is valid OpenAPI 3.1", async () => {
  expect(await validate(FILE)).toMatchObject({ valid: true });
  expect(document.openapi).toMatch(/^3\.1\./);
});

test("every answer is as documented", async () => {
  gateway = await openListeners({ limit: 3 });
  const { all, onlyCalls, onlyFrom203 } = gateway;
  const path = "/v1/Accounts/demo/Calls";
  const question = { authorization: all.basic, method: "GET", path, clientAddress: null };
  const questions = [
    question,
    { ...question, authorization: null },
    { ...question, authorization: onlyFrom203.basic },
    { ...question, path: "/a//b" },
    { ...question, path: "/other" },
    { ...question, path: "/v1/Accounts/other/Calls" },
    { ...question, authorization: onlyCalls.basic, path: "/v2/accounts/demo/contacts" },
    question,
    question,
    question,
  ];
  const said: string[] = [];
  for (const asked of questions) {
    expect(problems(QUESTION, asked)).toEqual([]);
    const { status, value, problems: found } = await undocumented(JSON.stringify(asked));
    expect([status, found]).toEqual([200, []]);
    said.push(value.reason ?? "ALLOWED");
  }
  const denied = [
    "UNAUTHENTICATED",
    "IP_NOT_ALLOWED",
    "AMBIGUOUS_PATH",
    "UNKNOWN_API",
    "ACCOUNT_MISMATCH",
    "PERMISSION_DENIED",
  ];
  expect(said).toEqual(["ALLOWED", ...denied, "ALLOWED", "ALLOWED", "THROTTLED"]);
});

test("what is no question is none by the document either, and its answer is documented", async () => {
  gateway = await openListeners();
  const question = { authorization: null, method: "GET", path: "/a", clientAddress: null };
  const { path: _, ...less } = question;
  for (const asked of [null, {}, [], "x", less, { ...question, more: 1 }, { ...question, method: null }]) {
    expect(problems(QUESTION, asked)).not.toEqual([]);
    const { status, problems: found } = await undocumented(JSON.stringify(asked));
    expect([status, found]).toEqual([400, []]);
  }
});

test("answers about other paths, methods and peers are documented", async () => {
  gateway = await openListeners();
  expect(await undocumented("", "POST", "/v1/other")).toMatchObject({ status: 404, problems: [] });
  expect(await undocumented("", "GET")).toMatchObject({ status: 405, problems: [] });
  gateway.close();
  gateway = await openListeners({ peers: ["198.51.100.0/24"] });
  expect(await undocumented("{}")).toMatchObject({ status: 403, problems: [] });
});

test("every public reason and status is documented, and no other", () => {
  const { reason, status } = document.components.schemas.Denied.properties;
  const known = Object.values(PUBLIC_REASONS);
  expect(new Set(reason.enum)).toEqual(new Set(known.map((one) => one.reason)));
  expect(new Set(status.enum)).toEqual(new Set(known.map((one) => one.status)));
});
