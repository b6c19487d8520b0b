import { ApolloServer } from "@apollo/server";
import fc from "fast-check";
import { buildSchema, coerceInputValue, type GraphQLInputType } from "graphql";
import { describe, expect, it } from "vitest";
import { formatError } from "./format-error.js";

const schema = buildSchema(`
  enum Kind { PRODUCTION, TEST }
  input Entry { name: String!, at: Int, inner: Entry, list: [Entry!], kind: Kind }
  type Query { is(i: Entry, text: Int): Boolean }
`);
const apollo = new ApolloServer({ schema, formatError });

/** What is said of the variables `i` and `text`. */
async function said(variables: Record<string, unknown>): Promise<string[]> {
  const query = "query ($i: Entry, $text: Int) { is(i: $i, text: $text) }";
  const { body } = await apollo.executeOperation({ query, variables });
  if (body.kind !== "single") throw new Error("Not one answer");
  return (body.singleResult.errors ?? []).map(({ message }) => message);
}

describe("of a variable's wrong value", () => {
  const forged = '"; x at "i.S3CRET"; Field "S3CRET" of required type "S3CRET!" was not provided.';
  it.each<[string, Record<string, unknown>, string[]]>([
    [
      "a text",
      { text: forged },
      ['Variable "$text" does not fit the schema. A value of type "Int" belongs there.'],
    ],
    [
      "a text inside",
      { i: { name: "x", at: forged } },
      ['Variable "$i" does not fit the schema at "i.at". A value of type "Int" belongs there.'],
    ],
    [
      "a field's name",
      { i: { name: "x", list: [{ name: "x", [forged]: 1 }] } },
      ['Variable "$i" does not fit the schema at "i.list[0]". A field in it is not defined by type "Entry".'],
    ],
    [
      "a field's name beside what is missing",
      { i: { 'zz at "i.S3CRET"; x': 1 } },
      [
        'Variable "$i" does not fit the schema. Field "name" of required type "String!" was not provided.',
        'Variable "$i" does not fit the schema. A field in it is not defined by type "Entry".',
      ],
    ],
    [
      "a field's name that tells of other types",
      { i: { name: "x", 'x" is not defined by type "S3CRET". Did you mean "S3CRET': 1 } },
      ['Variable "$i" does not fit the schema. A field in it is not defined by type "Entry".'],
    ],
    [
      "a field's name that is nearly right",
      { i: { name: "x", inne: 1 } },
      [
        'Variable "$i" does not fit the schema. A field in it is not defined by type "Entry". Did you mean "inner"?',
      ],
    ],
  ])("the place and the reason are told, not forged by %s", async (_, variables, messages) => {
    expect(await said(variables)).toEqual(messages);
  });

  const belongs = (place: string, type: string, hint = "") => [
    `Variable "$i" does not fit the schema${place}. A value of type "${type}" belongs there.${hint}`,
  ];
  const forgedKind = 'x" does not exist in "S3CRET" enum. Did you mean the enum value "S3CRET';
  it.each<[string, unknown, string[]]>([
    ["a number in place of a text", { name: 1 }, belongs(' at "i.name"', "String")],
    ["a text in place of a number", { name: "x", at: "1" }, belongs(' at "i.at"', "Int")],
    ["a number that is too large", { name: "x", at: 2 ** 31 }, belongs(' at "i.at"', "Int")],
    ["null", { name: null }, belongs(' at "i.name"', "String!")],
    ["a text in place of an object", "x", belongs("", "Entry")],
    ["no value of an enum", { name: "x", kind: "LIVE" }, belongs(' at "i.kind"', "Kind")],
    [
      "a value of an enum in small letters",
      { name: "x", kind: "test" },
      belongs(' at "i.kind"', "Kind", ' Did you mean the enum value "TEST"?'),
    ],
    ["a number in place of an enum", { name: "x", kind: 1 }, belongs(' at "i.kind"', "Kind")],
    ["a text that tells of another enum", { name: "x", kind: forgedKind }, belongs(' at "i.kind"', "Kind")],
    [
      "a text with a hint",
      { name: "x", at: ". Did you mean the enum value S3CRET?" },
      belongs(' at "i.at"', "Int"),
    ],
    ["an object that does", { name: "x", kind: { [forgedKind]: 1 } }, belongs(' at "i.kind"', "Kind")],
  ])("what belongs there is told: %s", async (_, i, messages) => {
    expect(await said({ i })).toEqual(messages);
  });

  it("the place is where it stands, whatever it is", async () => {
    const words = fc.constantFrom(' at "', '"', "; ", "i.S3CRET", "\\", "i", "[0]", "}", "\n", "Field ", " ");
    const text = fc.array(words, { maxLength: 6 }).map((parts) => parts.join(""));
    const key = fc.oneof(fc.constantFrom("name", "at", "inner", "list", "kind"), text);
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        fc.oneof(text, fc.integer(), fc.constant(null)),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(key, tie("value"), { maxKeys: 4 }),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(value, async (i) => {
        const places: string[] = [];
        coerceInputValue(i, schema.getType("Entry") as GraphQLInputType, (path) => {
          const steps = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("");
          places.push(`Variable "$i" does not fit the schema${steps && ` at "i${steps}"`}.`);
        });
        const messages = await said({ i });
        expect(messages.map((message, at) => message.slice(0, places[at]?.length))).toEqual(places);
        expect(messages.join()).not.toContain("S3CRET");
      }),
      { numRuns: 300 },
    );
  });
});
