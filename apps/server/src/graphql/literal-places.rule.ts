import type { ArgumentNode, ASTNode, ASTVisitor, ValueNode } from "graphql";

/** Where a value stands in a document. */
export interface InputPlace {
  /** What it was given to: `Argument "input" of "createApiKey"`, say. */
  whole: string;
  /** Name of that: `input`. */
  name: string;
  /** Where in it: `.labels[1]`; "": it is all of it. */
  path: string;
}

const places = new WeakMap<ASTNode, InputPlace>();

/**
 * Refuses nothing: notes where each literal stands, for what the other rules find wrong with it. An error knows its value alone, which
 * can't be shown, and lines are not kept.
 */
export function literalPlacesRule(): ASTVisitor {
  const inside = (whole: ValueNode, part: ValueNode, step: string) => {
    const place = places.get(whole);
    if (place) places.set(part, { ...place, path: place.path + step });
  };
  const given = (args: readonly ArgumentNode[] | undefined, owner: string) => {
    for (const { name, value } of args ?? [])
      places.set(value, { whole: `Argument "${name.value}" of "${owner}"`, name: name.value, path: "" });
  };
  return {
    Field: (node) => given(node.arguments, node.name.value),
    Directive: (node) => given(node.arguments, `@${node.name.value}`),
    VariableDefinition({ variable: { name }, defaultValue }) {
      if (!defaultValue) return;
      places.set(defaultValue, { whole: `Default of "$${name.value}"`, name: name.value, path: "" });
    },
    ObjectValue(node) {
      for (const { name, value } of node.fields) inside(node, value, `.${name.value}`);
    },
    ListValue(node) {
      for (const [index, value] of node.values.entries()) inside(node, value, `[${index}]`);
    },
  };
}

/** Where a literal of a judged document stands; undefined for any other node. */
export function placeOfLiteral(node: ASTNode | undefined): InputPlace | undefined {
  return node && places.get(node);
}
