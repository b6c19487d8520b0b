import {
  type FieldNode,
  type GraphQLField,
  getNullableType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  type ValueNode,
} from "graphql";
import { bounded } from "./errors.js";
import { mostOf, type Numbers } from "./list-sizes.js";

interface GivenVariable {
  /** As it was sent, or its default where that is a number. */
  value: unknown;
  /** How many values it has inside. */
  size: number;
}

type Given = ReadonlyMap<string, GivenVariable>;

/** An operation's variables, as they were sent: nothing is known yet of their types. */
export function givenVariables(
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Given {
  return new Map(
    variableDefinitions.map(({ variable, defaultValue }) => {
      const name = variable.name.value;
      const literal = defaultValue?.kind === Kind.INT ? Number(defaultValue.value) : undefined;
      const value = variables[name] === undefined ? literal : variables[name];
      return [name, { value, size: sizeOf(value) }];
    }),
  );
}

/**
 * A field's arguments that sizes hang on: how long lists are that were sent, and whole numbers, each within its bounds; what is none, and is
 * refused when it runs, counts as the highest.
 * @param type whose field it is
 * @throws BAD_USER_INPUT for a number outside of its bounds: here nothing has run yet, so that no mutation is carried out whose answer is refused
 */
export function numbersOf(
  node: FieldNode,
  type: string,
  field: GraphQLField<unknown, unknown>,
  given: Given,
): Numbers {
  const numbers: Record<string, number> = {};
  for (const { name, type: argType, defaultValue } of field.args) {
    const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
    const length = isListType(getNullableType(argType)) ? lengthOf(value, given) : undefined;
    if (length !== undefined) numbers[name] = length;
    const most = mostOf(`${type}.${field.name}`, name);
    if (most === undefined) continue;
    let number: unknown = defaultValue;
    if (value?.kind === Kind.VARIABLE) number = given.get(value.name.value)?.value;
    else if (value !== undefined) number = value.kind === Kind.INT ? Number(value.value) : null;
    // Only what is left out gets the default: null is refused.
    if (number === null && defaultValue !== undefined) number = 0;
    numbers[name] = Number.isInteger(number) ? bounded(name, number as number, 1, most) : most;
  }
  return numbers;
}

/** Undefined: no list was sent. */
function lengthOf(value: ValueNode | undefined, given: Given): number | undefined {
  if (value?.kind === Kind.LIST) return value.values.length;
  const sent = value?.kind === Kind.VARIABLE ? given.get(value.name.value)?.value : undefined;
  return Array.isArray(sent) ? sent.length : undefined;
}

/** How many values the variables have that a field is given. */
export function valuesSent(node: FieldNode, given: Given): number {
  return (node.arguments ?? []).reduce((sum, { value }) => sum + sentBy(value, given), 0);
}

function sentBy(value: ValueNode, given: Given): number {
  if (value.kind === Kind.VARIABLE) return given.get(value.name.value)?.size ?? 0;
  const parts =
    value.kind === Kind.LIST
      ? value.values
      : value.kind === Kind.OBJECT
        ? value.fields.map((field) => field.value)
        : [];
  return parts.reduce((sum, part) => sum + sentBy(part, given), 0);
}

/** Characters that take as long as a value: each use of a text reads it again. */
const TEXT = 100;

/** Entries of lists and fields of objects, however deep they stand, and long texts by their length. */
function sizeOf(value: unknown): number {
  let size = 0;
  const waiting = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === "string") size += Math.floor(next.length / TEXT);
    if (typeof next !== "object" || next === null) continue;
    const parts = Object.values(next);
    size += parts.length;
    for (const part of parts) if (typeof part === "object" || typeof part === "string") waiting.push(part);
  }
  return size;
}
