import { ACCESS_CONTROL_OPERATIONS } from "../permissions/access-control.js";
import { type CatalogueProblem, findProblems } from "./conflicts.js";
import type { OperationRule } from "./operation.js";
import { parsePath } from "./path.js";
import { parseTemplate } from "./template.js";

/** All operations, ready to match requests and to compile permissions against. */
export interface Catalogue {
  /** An operation's place here is its place in `CompiledPermissions`. The built-in ones come first, and match no path. */
  operations: readonly OperationRule[];
  /** Operations left out, with the reason. Their Apis are not to be trusted: another template may match in their place. */
  problems: readonly CatalogueProblem[];
  /** By method, then by the number of segments. */
  routes: ReadonlyMap<string, readonly (RouteNode | undefined)[]>;
}

/** One segment deep in a tree of templates. */
interface RouteNode {
  literals: Map<string, RouteNode>;
  parameter: RouteNode | null;
  route: Route | null;
}

interface Route {
  index: number;
  operation: OperationRule;
  sidSegment: number;
}

/** The operation that a request asks for. */
export interface Match {
  /** Its place in `Catalogue.operations`. */
  index: number;
  operation: OperationRule;
  /** The account that the path names; null when it names none. */
  sid: string | null;
}

export type NoMatch = "AMBIGUOUS_PATH" | "UNKNOWN_API";

/**
 * Compiles the operations of the product APIs; the built-in Api is added. Never throws: an operation that can't be read, or that
 * matches the same paths as an earlier one, is left out and named in `problems`.
 */
export function compileCatalogue(operations: readonly OperationRule[]): Catalogue {
  const problems = findProblems(operations);
  const bad = new Set(problems.map((problem) => problem.operation));
  const all = [...ACCESS_CONTROL_OPERATIONS, ...operations.filter((operation) => !bad.has(operation))];
  const routes = new Map<string, (RouteNode | undefined)[]>();
  for (let index = ACCESS_CONTROL_OPERATIONS.length; index < all.length; index++) {
    const operation = all[index];
    const template = operation && parseTemplate(operation.path);
    if (!operation || !template) continue;
    const node = place(routes, asMatched(operation.method), template.literals);
    node.route = { index, operation, sidSegment: template.sidSegment };
  }
  return { operations: all, problems, routes };
}

/**
 * The operation that a method and a request target mean, as they were sent: the template whose leftmost differing segment is
 * literal wins; templates of other methods take no part.
 */
export function matchOperation(catalogue: Catalogue, method: string, target: string): Match | NoMatch {
  const segments = parsePath(target);
  if (segments === null || method === "") return "AMBIGUOUS_PATH";
  const root = catalogue.routes.get(asMatched(method))?.[segments.length];
  const route = root === undefined ? null : findRoute(root, segments, 0);
  if (route === null) return "UNKNOWN_API";
  return { index: route.index, operation: route.operation, sid: segments[route.sidSegment] ?? null };
}

function asMatched(method: string): string {
  return method === "HEAD" ? "GET" : method;
}

function place(
  routes: Map<string, (RouteNode | undefined)[]>,
  method: string,
  literals: readonly (string | null)[],
): RouteNode {
  const byLength = routes.get(method) ?? [];
  routes.set(method, byLength);
  let node = byLength[literals.length] ?? newNode();
  byLength[literals.length] = node;
  for (const literal of literals) {
    const next: RouteNode = (literal === null ? node.parameter : node.literals.get(literal)) ?? newNode();
    if (literal === null) node.parameter = next;
    else node.literals.set(literal, next);
    node = next;
  }
  return node;
}

function newNode(): RouteNode {
  return { literals: new Map(), parameter: null, route: null };
}

/** Literal before parameter at every segment, from the left: the first route found is the one that wins. */
function findRoute(node: RouteNode, segments: readonly string[], at: number): Route | null {
  if (at === segments.length) return node.route;
  const literal = node.literals.get(segments[at] ?? "");
  const found = literal === undefined ? null : findRoute(literal, segments, at + 1);
  if (found !== null || node.parameter === null) return found;
  return findRoute(node.parameter, segments, at + 1);
}
