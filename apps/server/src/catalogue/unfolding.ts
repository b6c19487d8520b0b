/** More than the largest published documents have; a check of so many ends within a minute. */
const MOST_PARTS = 10_000_000;

/**
 * Gives back the document, unless a few lines of it stand for billions: the code that resolves and checks it goes through each part as
 * often as an anchor or a reference names it.
 * @throws Error with one line; RangeError when the document is nested too deeply
 */
export function requireBounded<T extends object>(document: T): T {
  const known = new Map<object, number>();
  const partsOf = (node: unknown): number => {
    if (!isObject(node)) return 1;
    const parts = known.get(node);
    if (parts !== undefined) return parts;
    // A part that stands within itself counts once here: others refuse it.
    known.set(node, 1);
    const target = typeof node.$ref === "string" ? at(document, node.$ref) : undefined;
    const sum = Object.values(node).reduce<number>((all, part) => all + partsOf(part), partsOf(target));
    known.set(node, sum);
    return sum;
  };
  if (partsOf(document) <= MOST_PARTS) return document;
  throw new Error(
    `has more than ${MOST_PARTS.toLocaleString("en")} parts, counted wherever its anchors and references put them`,
  );
}

/** What a reference within the document names, by RFC 6901; undefined for any other. */
function at(document: object, reference: string): unknown {
  const [start, ...names] = reference.split("/");
  if (start !== "#") return undefined;
  return names
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((node, name) => (isObject(node) ? node[name] : undefined), document);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
