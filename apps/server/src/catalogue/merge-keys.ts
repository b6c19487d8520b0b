/**
 * Carries out `<<` in a document of YAML, in place: the entries of the mapping that it names are added, except those that are there already.
 * The parser leaves it as an entry called `<<`, which means nothing else in an OpenAPI document. A part that is in several places is changed
 * once, and stays one part.
 */
export function withMergedKeys<T extends object>(document: T): T {
  const seen = new Set<object>();
  const visit = (node: unknown): void => {
    if (!isObject(node) || seen.has(node)) return;
    seen.add(node);
    for (const part of Object.values(node)) visit(part);
    if (Object.hasOwn(node, "<<")) merge(node as Record<string, unknown>);
  };
  visit(document);
  return document;
}

/** The first of several wins, as in YAML. Anything but a mapping stays for others to complain of. */
function merge(node: Record<string, unknown>): void {
  const sources = [node["<<"]].flat();
  if (!sources.every(isObject)) return;
  delete node["<<"];
  // Defined, for "__proto__" is a name like others here.
  for (const [name, part] of sources.flatMap(Object.entries))
    if (!Object.hasOwn(node, name))
      Object.defineProperty(node, name, {
        value: part,
        writable: true,
        enumerable: true,
        configurable: true,
      });
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
