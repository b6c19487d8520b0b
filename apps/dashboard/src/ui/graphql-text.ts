import {
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  Kind,
  print,
  type SelectionSetNode,
  type ValueNode,
} from "graphql";

/** Input fields whose text is a value of an enum. JSON does not tell them from other texts. */
export const ENUM_FIELDS: ReadonlySet<string> = new Set([
  "scope",
  "environment",
  "kind",
  "role",
  "expectedRole",
]);

/** What holds for one sending alone: a script that repeats it has another version, or role, before it. */
const LEFT_OUT: ReadonlySet<string> = new Set(["idempotencyKey", "expectedVersion", "expectedRole"]);

/**
 * A mutation with this input as a text that can be sent as it is, without variables and fragments.
 * @param document one mutation with a single field, whose argument is `input`
 */
export function graphqlText(document: DocumentNode, input: object): string {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const field = operation?.selectionSet.selections.find((selection) => selection.kind === Kind.FIELD);
  if (!operation || !field) throw new Error("The document holds no mutation");
  return print({
    kind: Kind.OPERATION_DEFINITION,
    operation: operation.operation,
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: [
        {
          ...field,
          arguments: [{ kind: Kind.ARGUMENT, name: nameOf("input"), value: literalOf(input, "input") }],
          selectionSet: field.selectionSet && withoutFragments(field.selectionSet),
        },
      ],
    },
  } as ASTNode);
}

/** The fields that the document names itself: what it spreads is of the dashboard's own concern. */
function withoutFragments({ selections }: SelectionSetNode): SelectionSetNode {
  const fields = selections.filter((selection): selection is FieldNode => selection.kind === Kind.FIELD);
  return {
    kind: Kind.SELECTION_SET,
    selections: fields.map((field) => ({
      ...field,
      ...(field.selectionSet && { selectionSet: withoutFragments(field.selectionSet) }),
    })),
  };
}

function literalOf(value: unknown, field: string): ValueNode {
  if (value === null) return { kind: Kind.NULL };
  if (Array.isArray(value)) return { kind: Kind.LIST, values: value.map((item) => literalOf(item, field)) };
  if (typeof value === "boolean") return { kind: Kind.BOOLEAN, value };
  if (typeof value === "number")
    return { kind: Number.isInteger(value) ? Kind.INT : Kind.FLOAT, value: String(value) };
  if (typeof value === "object") {
    const fields = Object.entries(value).filter(([name, part]) => part !== undefined && !LEFT_OUT.has(name));
    return {
      kind: Kind.OBJECT,
      fields: fields.map(([name, part]) => ({
        kind: Kind.OBJECT_FIELD,
        name: nameOf(name),
        value: literalOf(part, name),
      })),
    };
  }
  const text = String(value);
  return ENUM_FIELDS.has(field) ? { kind: Kind.ENUM, value: text } : { kind: Kind.STRING, value: text };
}

function nameOf(value: string) {
  return { kind: Kind.NAME, value } as const;
}
