import { Span } from "../span.js";
import type { OperationRule } from "./operation.js";
import { markOf, type RequestPath } from "./path.js";

/** The operation at the end of a matching path. */
interface Route {
  /** The operation's index in `Catalogue.operations`. */
  index: number;
  operation: OperationRule;
  /** Index of the segment that is the account's sid; -1 when the path names no account. */
  sidSegment: number;
}

/** Stands at the end of paths that an operation that can't be used may have matched: nobody can tell which operation is meant. */
export type InDoubt = "UNAVAILABLE";

/** A node of a tree of templates: one level per segment, one tree for each method and number of segments. */
export class RouteNode {
  route: Route | InDoubt | null = null;
  parameter: RouteNode | null = null;
  readonly literals = new Map<string, RouteNode>();

  /** The node after a literal or, for null, after a parameter; created when it is not there. */
  follow(literal: string | null): RouteNode {
    const next = (literal === null ? this.parameter : this.literals.get(literal)) ?? new RouteNode();
    if (literal === null) this.parameter = next;
    else this.literals.set(literal, next);
    return next;
  }
}

/** Trees by method, then by number of segments. */
export type RouteTrees = Map<string, (RouteNode | undefined)[]>;

/** Literals of these characters alone have one spelling: the path grammar either decodes an escape of them or refuses it. */
const ONE_SPELLING = /^[A-Za-z0-9._~-]*$/;

/**
 * The same trees with all escapes in their literals decoded. Null when every literal has one spelling only, since a look-up in the
 * decoded trees would then find nothing else.
 */
export function decodeTrees(trees: RouteTrees): RouteTrees | null {
  let hasSpellings = false;
  const merge = (into: RouteNode, node: RouteNode): RouteNode => {
    into.route = node.route ?? into.route;
    if (node.parameter) merge(into.follow(null), node.parameter);
    for (const [literal, next] of node.literals) {
      hasSpellings ||= !ONE_SPELLING.test(literal);
      merge(into.follow(decodeURIComponent(literal)), next);
    }
    return into;
  };
  const decoded: RouteTrees = new Map(
    [...trees].map(([method, roots]) => [
      method,
      Array.from(roots, (root) => root && merge(new RouteNode(), root)),
    ]),
  );
  return hasSpellings ? decoded : null;
}

/**
 * The layout of a node, in words from its start: its route's number in `ends` plus one, the offset of the node after a parameter, the
 * number of literals, and for each literal its mark, where its bytes start and end, and the offset of the node after it. 0 means no
 * route, or no node. Literals are sorted by their marks.
 */
const ROUTE = 0;
const PARAMETER = 1;
const COUNT = 2;
const LITERALS = 3;
const MARK = 0;
const START = 1;
const END = 2;
const NEXT = 3;
const LITERAL = 4;

/** Route trees laid out in one array: a look-up touches few cache lines, and no objects. */
export class Routes {
  private readonly words: Int32Array;
  private readonly bytes: Uint8Array;
  private readonly ends: (Route | InDoubt)[] = [];
  private readonly roots: ReadonlyMap<string, readonly number[]>;

  constructor(trees: RouteTrees) {
    const words = [0];
    const bytes: number[] = [];
    this.roots = new Map(
      [...trees].map(([method, trees]) => [
        method,
        Array.from(trees, (root) => (root === undefined ? 0 : this.lay(root, words, bytes))),
      ]),
    );
    this.words = Int32Array.from(words);
    this.bytes = Uint8Array.from(bytes);
  }

  /** Tries the literal before the parameter at every segment, from the left: the first route found wins. Null when none matches. */
  find(method: string, path: RequestPath): Route | InDoubt | null {
    const root = this.roots.get(method)?.[path.count] ?? 0;
    const end = root === 0 ? 0 : this.follow(path, 0, root);
    return end === 0 ? null : (this.ends[end - 1] ?? null);
  }

  /** Follows the segments from `index` on, from the node at this offset. Gives the route's number, or 0 when there is none. */
  private follow(path: RequestPath, index: number, node: number): number {
    const { words } = this;
    if (index === path.count) return words[node + ROUTE] ?? 0;
    const next = this.literalAt(path, index, node);
    const end = next === 0 ? 0 : this.follow(path, index + 1, next);
    const parameter = words[node + PARAMETER] ?? 0;
    return end !== 0 || parameter === 0 ? end : this.follow(path, index + 1, parameter);
  }

  /** The offset of the node after the literal that equals the segment; 0 when no literal does. */
  private literalAt(path: RequestPath, index: number, node: number): number {
    const { words } = this;
    const mark = path.markAt(index);
    let low = node + LITERALS;
    const end = low + LITERAL * (words[node + COUNT] ?? 0);
    for (let count = words[node + COUNT] ?? 0; count > 1; count -= count >>> 1) {
      const middle = low + LITERAL * (count >>> 1);
      if ((words[middle + MARK] ?? 0) < mark) low = middle;
    }
    for (let at = low; at < end && (words[at + MARK] ?? 0) <= mark; at += LITERAL) {
      if (words[at + MARK] !== mark) continue;
      if (path.isAt(index, this.bytes, words[at + START] ?? 0, words[at + END] ?? 0)) {
        return words[at + NEXT] ?? 0;
      }
    }
    return 0;
  }

  /** Appends a node and its descendants. Gives its offset. */
  private lay(node: RouteNode, words: number[], bytes: number[]): number {
    const place = words.length;
    const literals = [...node.literals]
      .map(([literal, next]) => ({ bytes: Span.of(literal).bytes, next }))
      .map((literal) => ({ ...literal, mark: markOf(literal.bytes, 0, literal.bytes.length) }))
      .sort((a, b) => a.mark - b.mark);
    words.push(node.route === null ? 0 : this.ends.push(node.route), 0, literals.length);
    for (const literal of literals) {
      words.push(literal.mark, bytes.length, bytes.length + literal.bytes.length, 0);
      bytes.push(...literal.bytes);
    }
    literals.forEach(({ next }, index) => {
      words[place + LITERALS + index * LITERAL + NEXT] = this.lay(next, words, bytes);
    });
    if (node.parameter !== null) words[place + PARAMETER] = this.lay(node.parameter, words, bytes);
    return place;
  }
}
