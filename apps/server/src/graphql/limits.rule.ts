import {
  type ASTVisitor,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
} from "graphql";

/** What a document may ask for, its fragments counted wherever they are used. */
export const LIMITS = {
  /** Of its text. */
  characters: 100_000,
  /** Lexical tokens; the standard introspection query has under 400. Fields of the same name are compared in pairs: time grows with the square. */
  tokens: 1_000,
  /** Fields inside each other; the standard introspection query has 13. */
  depth: 16,
  fields: 1_000,
  aliases: 50,
  directives: 50,
  /** What carrying it out may produce: 100 keys with all that a list shows of them, or an hour's points of a month for each Api. */
  objects: 15_000,
  /** Answers of this size take a few tens of milliseconds. */
  values: 50_000,
  /** Of calls to add up: three times the longest period. A tenth of a second for a key that is always used from one address. */
  days: 300,
};

interface Extent {
  depth: number;
  fields: number;
  aliases: number;
  directives: number;
}

/** Refuses documents that ask for too much. Takes no more time than the document is long: each fragment is measured once. */
export function limitsRule(context: ValidationContext): ASTVisitor {
  const measured = new Map<string, Extent>();
  return {
    OperationDefinition(node) {
      const extent = measure(node.selectionSet, context, measured);
      for (const name of ["depth", "fields", "aliases", "directives"] as const) {
        if (extent[name] > LIMITS[name]) context.reportError(new GraphQLError(exceeds(name)));
      }
    },
  };
}

export function exceeds(name: keyof typeof LIMITS): string {
  return `The document exceeds the limit of ${LIMITS[name]} ${name}.`;
}

function measure(set: SelectionSetNode, context: ValidationContext, measured: Map<string, Extent>): Extent {
  const sum: Extent = { depth: 0, fields: 0, aliases: 0, directives: 0 };
  for (const selection of set.selections) {
    const isField = selection.kind === Kind.FIELD;
    const inner = innerOf(
      selection.kind === Kind.FRAGMENT_SPREAD ? selection.name.value : selection.selectionSet,
    );
    sum.depth = Math.max(sum.depth, inner.depth + (isField ? 1 : 0));
    sum.fields += inner.fields + (isField ? 1 : 0);
    sum.aliases += inner.aliases + (isField && selection.alias ? 1 : 0);
    sum.directives += inner.directives + (selection.directives?.length ?? 0);
  }
  return sum;

  function innerOf(inside: string | SelectionSetNode | undefined): Extent {
    if (inside === undefined) return { depth: 0, fields: 0, aliases: 0, directives: 0 };
    if (typeof inside !== "string") return measure(inside, context, measured);
    const known = measured.get(inside);
    if (known !== undefined) return known;
    // What a fragment costs inside itself is refused by another rule; here it only must not go on for ever.
    measured.set(inside, { depth: 0, fields: 0, aliases: 0, directives: 0 });
    const fragment: FragmentDefinitionNode | null | undefined = context.getFragment(inside);
    const extent = fragment ? measure(fragment.selectionSet, context, measured) : innerOf(undefined);
    measured.set(inside, extent);
    return extent;
  }
}
