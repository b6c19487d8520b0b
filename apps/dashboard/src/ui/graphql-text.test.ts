import { readFileSync } from "node:fs";
import type { DocumentNode } from "@apollo/client";
import {
  buildSchema,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  parse,
  validate,
} from "graphql";
import { describe, expect, test } from "vitest";
import { UpdateKeyMutation } from "../keys/key.graphql.js";
import { RegenerateMutation } from "../keys/rotation.graphql.js";
import { ENUM_FIELDS, graphqlText } from "./graphql-text.js";

const schema = buildSchema(readFileSync(new URL("../../../server/schema.graphql", import.meta.url), "utf8"));
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
const modules = import.meta.glob<Record<string, DocumentNode>>("../**/*.graphql.ts", { eager: true });

/** The dashboard's writes, by the name of the mutation. */
const writes = new Map(
  Object.values(modules).flatMap((documents) =>
    Object.values(documents).flatMap((document) => {
      const [operation] = document.definitions;
      if (operation?.kind !== Kind.OPERATION_DEFINITION || operation.operation !== "mutation") return [];
      const [field] = operation.selectionSet.selections;
      return field?.kind === Kind.FIELD ? [[field.name.value, document] as const] : [];
    }),
  ),
);

const SAMPLES: Record<string, unknown> = {
  String: 'Say "yes"',
  ID: "key_1",
  Int: 3,
  Float: 2.5,
  Boolean: false,
  DateTime: "2026-03-01T12:00:00.000Z",
};

/** A value of the type with every field that it has, so that none is left untried. */
function sampleOf(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return sampleOf(type.ofType);
  if (isListType(type)) return [sampleOf(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (!isInputObjectType(type)) return SAMPLES[type.name];
  return Object.fromEntries(
    Object.values(type.getFields()).map((field) => [field.name, sampleOf(field.type)]),
  );
}

/** The same with null wherever that is allowed. */
function emptied(type: GraphQLInputType): unknown {
  if (!isNonNullType(type)) return null;
  if (!isInputObjectType(type.ofType)) return sampleOf(type);
  return Object.fromEntries(
    Object.values(type.ofType.getFields()).map((field) => [field.name, emptied(field.type)]),
  );
}

describe("the text of every mutation that the API has", () => {
  test.each(mutations.map(({ name, args }) => [name, args] as const))("%s is what it takes", (name, args) => {
    const document = writes.get(name);
    const type = args.find((arg) => arg.name === "input")?.type;
    if (!document || !type) throw new Error("The dashboard has no such write");
    for (const input of [sampleOf(type), emptied(type)] as object[])
      expect(validate(schema, parse(graphqlText(document, input)))).toEqual([]);
  });

  test("tells enums from texts by the names of fields, which are never both", () => {
    const inputs = Object.values(schema.getTypeMap()).filter(isInputObjectType);
    const fields = inputs.flatMap((type) => Object.values(type.getFields()));
    const named = (type: GraphQLInputType): GraphQLInputType =>
      isNonNullType(type) || isListType(type) ? named(type.ofType) : type;
    const enums = new Set(fields.filter(({ type }) => isEnumType(named(type))).map(({ name }) => name));
    expect([...ENUM_FIELDS].sort()).toEqual([...enums].sort());
    const others = fields.filter(({ type }) => !isEnumType(named(type)));
    expect(others.filter(({ name }) => enums.has(name))).toEqual([]);
  });
});

test("is one mutation, with nothing to fill in and no fragment", () => {
  expect(graphqlText(UpdateKeyMutation, { id: "key_1", note: "Berlin" })).toBe(
    [
      "mutation {",
      '  updateApiKey(input: {id: "key_1", note: "Berlin"}) {',
      "    apiKey {",
      "      id",
      "      version",
      "      name",
      "      note",
      "      environment",
      "      labels",
      "      holder {",
      "        id",
      "        name",
      "      }",
      "      expiresAt",
      "    }",
      "    effect {",
      "      gateways",
      "      confirmed",
      "    }",
      "    errors {",
      "      code",
      "      message",
      "      path",
      "    }",
      "  }",
      "}",
    ].join("\n"),
  );
});

test("leaves out what is left out, and what holds for one sending alone: the version and the idempotency key", () => {
  const text = graphqlText(RegenerateMutation, {
    id: "key_1",
    gracePeriodSeconds: undefined,
    expectedVersion: 3,
    idempotencyKey: "0123456789abcdef",
  });
  expect(text).toContain('regenerateToken(input: {id: "key_1"})');
});
