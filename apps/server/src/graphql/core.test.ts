import { buildSchema } from "graphql";
import { describe, expect, it } from "vitest";
import { findBreaches } from "./core.js";

const core = buildSchema(`
  enum Color { RED BLUE }
  type Query { one(id: ID!): String! many(color: Color): [String!]! }
`);
const served = (text: string) => buildSchema(text);
const rest = "enum Color { RED BLUE }";

describe("comparing the served schema with the core", () => {
  it("finds nothing where the served one has more", () => {
    const more = served(
      `${rest} type Query { one(id: ID!, x: Int): String! many(color: Color): [String!]! new: Int }`,
    );
    expect(findBreaches(core, more, [])).toEqual([]);
  });

  it.each([
    ["a removed field", `${rest} type Query { one(id: ID!): String! }`],
    ["another type", `${rest} type Query { one(id: ID!): Int! many(color: Color): [String!]! }`],
    [
      "a result that may be null",
      `${rest} type Query { one(id: ID!): String many(color: Color): [String!]! }`,
    ],
    ["a removed argument", `${rest} type Query { one(id: ID!): String! many: [String!]! }`],
    [
      "a new argument that must be given",
      `${rest} type Query { one(id: ID!, x: Int!): String! many(color: Color): [String!]! }`,
    ],
    [
      "a removed enum value",
      `enum Color { RED } type Query { one(id: ID!): String! many(color: Color): [String!]! }`,
    ],
  ])("finds %s", (_, text) => {
    expect(findBreaches(core, served(text), [])).toHaveLength(1);
  });

  it("allows what is listed as not served yet, until it is served", () => {
    const less = served(`${rest} type Query { one(id: ID!): String! }`);
    expect(findBreaches(core, less, ["Query.many"])).toEqual([]);
    expect(findBreaches(core, core, ["Query.many"])).toHaveLength(1);
  });
});
