import { ACCESS_CONTROL_OPERATIONS } from "../permissions/access-control.js";
import type { Span } from "../span.js";
import { type CatalogueProblem, findProblems } from "./conflicts.js";
import { asMatched, type LostOperation, type OperationRule } from "./operation.js";
import { RequestPath } from "./path.js";
import { decodeTrees, type InDoubt, RouteNode, Routes, type RouteTrees } from "./route.js";
import { parseTemplate, type Template } from "./template.js";

/** All operations, compiled for matching requests and for compiling permissions. */
export interface Catalogue {
  /** An operation's index here is its bit in `CompiledPermissions`. The built-in ones come first, and no path leads to them. */
  operations: readonly OperationRule[];
  /** Operations left out, with the reason. */
  problems: readonly CatalogueProblem[];
  routes: Routes;
  /** The routes with all escapes in their literals decoded; null when they are the same as `routes`. */
  decodedRoutes: Routes | null;
}

/** The operation that a request asks for. */
export interface Match {
  /** Its index in `Catalogue.operations`. */
  index: number;
  operation: OperationRule;
  /** The account that the path names, valid until the next path is read; null when it names none. */
  sid: Span | null;
}

/** UNAVAILABLE: an operation that can't be used may have matched, so that nobody can tell which one is meant. */
export type NoMatch = "AMBIGUOUS_PATH" | "UNKNOWN_API" | InDoubt;

/**
 * Compiles the operations of the product APIs, and adds the built-in Api. Never throws: an operation that can't be used, or that matches
 * the same paths as an earlier one, is left out and named in `problems`. Requests that it may have matched are UNAVAILABLE.
 * @param lost operations that could not be read at all; what they may have matched is UNAVAILABLE too
 */
export function compileCatalogue(
  operations: readonly OperationRule[],
  lost: readonly LostOperation[] = [],
): Catalogue {
  const problems = findProblems(operations);
  const bad = new Set(problems.map((problem) => problem.operation));
  const all = [...ACCESS_CONTROL_OPERATIONS, ...operations.filter((operation) => !bad.has(operation))];
  const trees: RouteTrees = new Map();
  for (let index = ACCESS_CONTROL_OPERATIONS.length; index < all.length; index++) {
    const operation = all[index];
    const template = operation && parseTemplate(operation.path);
    if (!operation || !template) continue;
    const node = place(trees, asMatched(operation.method), template.literals);
    node.route = { index, operation, sidSegment: template.sidSegment };
  }
  for (const each of [...bad, ...lost]) doubt(trees, each, all);
  const decoded = decodeTrees(trees);
  return {
    operations: all,
    problems,
    routes: new Routes(trees),
    decodedRoutes: decoded && new Routes(decoded),
  };
}

/**
 * Marks as UNAVAILABLE what an operation that can't be used may have matched: else another template, perhaps of an Api that more keys
 * were granted, would answer in its place. Without a readable method that holds for every method. Without a readable path it may have
 * been more specific than any template with a parameter other than `{sid}`, so all of those are marked; the rest go on working.
 */
function doubt(
  trees: RouteTrees,
  { method, path }: LostOperation,
  operations: readonly OperationRule[],
): void {
  const methods = method === null ? [...trees.keys()] : [asMatched(method)];
  const template = path === null ? null : parseTemplate(path);
  for (const each of methods) {
    if (template) place(trees, each, template.literals).route = "UNAVAILABLE";
    else for (const open of openTemplates(operations, each)) place(trees, each, open).route = "UNAVAILABLE";
  }
}

/** The templates that match more than one path of an account: those with a parameter other than `{sid}`. */
function openTemplates(operations: readonly OperationRule[], method: string): Template["literals"][] {
  return operations.flatMap((operation) => {
    const template = asMatched(operation.method) === method ? parseTemplate(operation.path) : null;
    const isOpen = template?.literals.some((literal, at) => literal === null && at !== template.sidSegment);
    return template && isOpen ? [template.literals] : [];
  });
}

const path = new RequestPath();

/**
 * The operation that a method and a request target, both as they were sent, stand for. Of several templates that match, the one whose
 * leftmost differing segment is literal wins; templates of other methods take no part. A path is also ambiguous when an upstream that
 * decodes every escape would take it for another operation: `%40me` is a parameter's value here, and the literal `@me` there.
 */
export function matchOperation(catalogue: Catalogue, method: string, target: string): Match | NoMatch {
  if (!path.read(target) || method === "") return "AMBIGUOUS_PATH";
  const route = catalogue.routes.find(asMatched(method), path);
  if (route === null) return "UNKNOWN_API";
  if (catalogue.decodedRoutes !== null && path.keepsEscapes) {
    path.decodeAll();
    if (catalogue.decodedRoutes.find(asMatched(method), path) !== route) return "AMBIGUOUS_PATH";
  }
  if (typeof route === "string") return route;
  const { index, operation, sidSegment } = route;
  return { index, operation, sid: sidSegment < 0 ? null : path.segment(sidSegment) };
}

function place(trees: RouteTrees, method: string, literals: readonly (string | null)[]): RouteNode {
  const byLength = trees.get(method) ?? [];
  trees.set(method, byLength);
  const root = byLength[literals.length] ?? new RouteNode();
  byLength[literals.length] = root;
  return literals.reduce<RouteNode>((node, literal) => node.follow(literal), root);
}
