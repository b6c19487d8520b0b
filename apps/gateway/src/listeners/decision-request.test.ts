import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDecisionRequest } from "./decision-request.js";

const parse = (text: string) => parseDecisionRequest(Buffer.from(text));
const good = { authorization: "Basic x", method: "GET", path: "/a", clientAddress: "192.0.2.1" };

describe("a question", () => {
  test("is an object of these four members, in any order, with any white space", () => {
    expect(parse(JSON.stringify(good))).toEqual(good);
    expect(parse(JSON.stringify(Object.fromEntries(Object.entries(good).reverse()), null, "\t"))).toEqual(
      good,
    );
    const unknown = { ...good, authorization: null, clientAddress: null };
    expect(parse(JSON.stringify(unknown))).toEqual(unknown);
  });

  test("is read with any text in it", () => {
    const text = fc.string({ unit: fc.constantFrom(...'a":\\{},é😀\u0000\n'), maxLength: 20 });
    const question = fc.record({
      authorization: fc.option(text),
      method: text,
      path: text,
      clientAddress: fc.option(text),
    });
    fc.assert(
      fc.property(question, fc.boolean(), (value, isIndented) => {
        expect(parse(JSON.stringify(value, null, isIndented ? 2 : undefined))).toEqual(value);
      }),
    );
  });
});

describe("no question", () => {
  const { path: _, ...withoutPath } = good;
  const text = JSON.stringify(good);
  test.each([
    ["nothing", ""],
    ["no JSON", "{"],
    ["null", "null"],
    ["a list", `[${text}]`],
    ["a text", '"x"'],
    ["a number", "1"],
    ["one member less", JSON.stringify(withoutPath)],
    ["one member more", JSON.stringify({ ...good, scope: "x" })],
    ["another member instead", JSON.stringify({ ...withoutPath, Path: "/a" })],
    ["a prototype", text.replace('"path"', '"__proto__"')],
    ["no method", JSON.stringify({ ...good, method: null })],
    ["no path", JSON.stringify({ ...good, path: null })],
    ["a list of credentials", JSON.stringify({ ...good, authorization: ["Basic x", "Basic x"] })],
    ["a number as an address", JSON.stringify({ ...good, clientAddress: 1 })],
    ["an object as a path", JSON.stringify({ ...good, path: { a: 1 } })],
    ["a doubled member", text.replace("{", '{"path":"/b",')],
    ["a doubled member in another spelling", text.replace("{", '{"p\\u0061th":"/b",')],
    ["a doubled member of another type", text.replace("{", '{"path":{},')],
    ["two objects", text + text],
    ["a byte order mark", `\ufeff${text}`],
    ["a comment", `/* */${text}`],
  ])("is %s", (_why, body) => {
    expect(parse(body)).toBeNull();
  });

  test("is what is not UTF-8", () => {
    expect(parseDecisionRequest(Buffer.from(text.replace("/a", "/\xe9"), "latin1"))).toBeNull();
    expect(parseDecisionRequest(Buffer.from(text, "utf16le"))).toBeNull();
  });
});
