import { ACCESS_CONTROL_OPERATIONS } from "../permissions/access-control.js";
import type { Span } from "../span.js";
import { type CatalogueProblem, findProblems } from "./conflicts.js";
import type { OperationRule } from "./operation.js";
import { RequestPath } from "./path.js";
import { RouteNode } from "./route.js";
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

/** The operation that a request asks for. */
export interface Match {
  /** Its place in `Catalogue.operations`. */
  index: number;
  operation: OperationRule;
  /** The account that the path names, until the next path is read; null when it names none. */
  sid: Span | null;
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

const path = new RequestPath();

/**
 * The operation that a method and a request target mean, as they were sent: the template whose leftmost differing segment is
 * literal wins; templates of other methods take no part.
 */
export function matchOperation(catalogue: Catalogue, method: string, target: string): Match | NoMatch {
  if (!path.read(target) || method === "") return "AMBIGUOUS_PATH";
  const root = catalogue.routes.get(asMatched(method))?.[path.count];
  const route = root === undefined ? null : root.find(path, 0);
  if (route === null) return "UNKNOWN_API";
  const { index, operation, sidSegment } = route;
  return { index, operation, sid: sidSegment < 0 ? null : path.segment(sidSegment) };
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
  const root = byLength[literals.length] ?? new RouteNode();
  byLength[literals.length] = root;
  return literals.reduce<RouteNode>((node, literal) => node.follow(literal), root);
}
