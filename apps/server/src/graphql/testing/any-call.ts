import fc from "fast-check";
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { anyValue } from "./any-value.js";

/** How the same call is written down. */
const FORMS = ["variables", "variables", "literals", "defaults", "fragment", "twice"] as const;

type Arguments = Record<string, unknown>;

/** A field of the schema that takes arguments. */
interface Place {
  /** Of the type that has it. */
  parent: string;
  field: GraphQLField<unknown, unknown>;
}

/** A call of a field: its arguments, in which `Ref`s stand for ids, and how it is written down. */
export interface Call extends Place {
  args: Arguments;
  form: (typeof FORMS)[number];
}

/** How a field is reached. */
const WITHIN: Record<string, [before: string, after: string]> = {
  Query: ["", ""],
  Mutation: ["", ""],
  Account: ['account(sid: "alpha") {', "}"],
  ApiKey: ['account(sid: "alpha") { apiKeys(first: 3) { nodes {', "} } }"],
  Token: ['account(sid: "alpha") { apiKeys(first: 3) { nodes { tokens {', "} } } }"],
  ThrottleLimit: ['account(sid: "alpha") { throttleLimits {', "} }"],
};

/** Every field that takes arguments, with any arguments. @throws Error for one that nothing tells how to reach */
export function anyCall(schema: GraphQLSchema): fc.Arbitrary<Call> {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  const places = types
    .filter(({ name }) => !name.startsWith("__"))
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ parent: type.name, field })))
    .filter(({ field }) => field.args.length > 0);
  const lost = places.find(({ parent }) => !(parent in WITHIN));
  if (lost) throw new Error(`How is ${lost.parent} reached?`);
  return fc.oneof(...places.map((place) => ({ weight: oftenOf(place), arbitrary: callOf(place) })));
}

/** What makes something is called more often: the rest is about it. */
function oftenOf({ parent, field }: Place): number {
  if (parent !== "Mutation") return 1;
  return /^(createApiKey|request|invite)/.test(field.name) ? 8 : 2;
}

function callOf({ parent, field }: Place): fc.Arbitrary<Call> {
  const args = field.args.map(({ name, type }) => [name, anyValue(type, name, field.name)] as const);
  // What a mutation did twice was done at one moment, of which nothing tells the order.
  const forms = FORMS.filter((form) => form !== "twice" || parent !== "Mutation");
  return fc
    .record({ args: fc.record(Object.fromEntries(args)), form: fc.constantFrom(...forms) })
    .map(({ args, form }) => {
      const told = () => `${parent}.${field.name} ${fc.stringify(args)}, by ${form}`;
      return { parent, field, args, form, [fc.toStringMethod]: told };
    });
}

/** The document of a call, and its variables. @param args without `Ref`s */
export function documentOf({ parent, field, form }: Call, args: Arguments): [string, Arguments] {
  const given = field.args.filter(({ name }) => args[name] !== undefined);
  const inline = form === "literals";
  const list = given.map(({ name, type }) => `${name}: ${inline ? literal(type, args[name]) : `$${name}`}`);
  const called = `${field.name}${inBrackets(list)} ${selectionOf(field.type, parent === "Mutation" ? 2 : 1)}`;
  const declared = given.map(({ name, type }) => {
    const byDefault = form === "defaults" ? ` = ${literal(type, args[name])}` : "";
    return `$${name}: ${type}${byDefault}`;
  });
  const written = { twice: `a: ${called} b: ${called}`, fragment: "...F ...F" }[form as "twice"] ?? called;
  const [before, after] = WITHIN[parent] ?? [];
  const operation = `${parent === "Mutation" ? "mutation" : "query"} Q${inBrackets(inline ? [] : declared)}`;
  const fragment = form === "fragment" ? `fragment F on ${parent} { ${called} }` : "";
  const document = `${operation} { ${before} ${written} ${after} } ${fragment}`;
  return [document, inline || form === "defaults" ? {} : args];
}

const inBrackets = (parts: readonly string[]) => (parts.length > 0 ? `(${parts.join(", ")})` : "");

function literal(type: GraphQLInputType, value: unknown): string {
  if (isNonNullType(type)) return literal(type.ofType, value);
  if (Array.isArray(value)) {
    const entry = isListType(type) ? type.ofType : type;
    return `[${value.map((part) => literal(entry, part)).join(" ")}]`;
  }
  if (isListType(type)) return literal(type.ofType, value);
  if (typeof value === "object" && value !== null) {
    const fields = isInputObjectType(type) ? type.getFields() : {};
    const parts = Object.entries(value).map(
      ([name, part]) => `${name}: ${literal(fields[name]?.type ?? type, part)}`,
    );
    return `{${parts.join(" ")}}`;
  }
  if (typeof value === "string" && !(isEnumType(type) && /^\w+$/.test(value))) return JSON.stringify(value);
  if (value === Number.POSITIVE_INFINITY) return "1e400";
  return Object.is(value, -0) ? "-0" : String(value);
}

/** Depends on when a key's calls were written down, or waits. */
const UNSTEADY = [
  "lastUsedAt",
  "lastUsedAddress",
  "lastUsedOperation",
  "hasRequests",
  "used",
  "sessions",
  "effect",
];

/** All that can be read without arguments. @param depth of objects in it */
function selectionOf(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return "";
  if (!isObjectType(named)) return "{ __typename id }";
  const parts = Object.values(named.getFields())
    .filter(({ name, args }) => args.length === 0 && !UNSTEADY.includes(name))
    .filter(({ type }) => depth > 0 || isLeafType(getNamedType(type)))
    .map(({ name, type }) => `${name} ${selectionOf(type, depth - 1)}`);
  return `{ __typename ${parts.join(" ")} }`;
}
