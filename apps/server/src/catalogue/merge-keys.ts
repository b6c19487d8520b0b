/**
 * A document of YAML in which `<<` is what people mean by it: the entries of what it stands for, where there are no own ones of these
 * names. The parser leaves it as an entry called so, which is otherwise nothing in an OpenAPI document. Parts that stand in several places
 * are changed once, and go on standing there.
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

/** The first of several wins, as in YAML. What is no mapping is left for others to complain of. */
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
