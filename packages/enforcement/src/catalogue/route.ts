import { Span } from "../span.js";
import type { OperationRule } from "./operation.js";
import type { RequestPath } from "./path.js";

/** Where a path ends that matches an operation. */
export interface Route {
  index: number;
  operation: OperationRule;
  /** -1: the path names no account. */
  sidSegment: number;
}

/** Where paths end of which nobody can say which operation they mean: one that cannot be used may match here. */
export type InDoubt = "UNAVAILABLE";

interface Literal {
  bytes: Uint8Array;
  next: RouteNode;
}

/** One segment deep in a tree of the templates of one method and number of segments. */
export class RouteNode {
  route: Route | InDoubt | null = null;
  private parameter: RouteNode | null = null;
  /** By the length of the literal, so that few are compared. */
  private readonly literals: (Literal[] | undefined)[] = [];

  /** The node that follows a literal or, with null, a parameter; made when it is not there. */
  follow(literal: string | null): RouteNode {
    if (literal === null) {
      this.parameter ??= new RouteNode();
      return this.parameter;
    }
    const { bytes } = Span.of(literal);
    const sameLength = this.literals[bytes.length] ?? [];
    this.literals[bytes.length] = sameLength;
    const known = sameLength.find((other) => other.bytes.every((byte, at) => byte === bytes[at]));
    if (known) return known.next;
    const next = new RouteNode();
    sameLength.push({ bytes, next });
    return next;
  }

  /** Literal before parameter at every segment, from the left: the first route found is the one that wins. */
  find(path: RequestPath, index: number): Route | InDoubt | null {
    if (index === path.count) return this.route;
    const length = path.lengthAt(index);
    const literals = length < this.literals.length ? this.literals[length] : undefined;
    if (literals !== undefined) {
      for (const { bytes, next } of literals) {
        if (!path.isAt(index, bytes)) continue;
        const found = next.find(path, index + 1);
        if (found !== null) return found;
        break;
      }
    }
    return this.parameter === null ? null : this.parameter.find(path, index + 1);
  }
}
