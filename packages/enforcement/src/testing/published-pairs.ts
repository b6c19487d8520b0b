import { hasKeyForm, hasTokenForm } from "../keys/token.js";
import { Span } from "../span.js";
import { readVectors } from "./vectors.js";

export interface Pair {
  key: string;
  token: string;
}

/** The pair in a published Authorization header; null when it is none of them, or no key could have it. */
export function pairOf(authorization: string): Pair | null {
  const vector = readVectors("basic").vectors.find((each) => each.authorization === authorization);
  const [key, token] = [vector?.key ?? "", vector?.token ?? ""];
  return hasKeyForm(Span.of(key)) && hasTokenForm(Span.of(token)) ? { key, token } : null;
}

/** All pairs in the published headers, each once. */
export function publishedPairs(): Pair[] {
  const pairs = readVectors("basic").vectors.flatMap(({ authorization }) => pairOf(authorization) ?? []);
  return [...new Map(pairs.map((pair) => [`${pair.key}:${pair.token}`, pair])).values()];
}
