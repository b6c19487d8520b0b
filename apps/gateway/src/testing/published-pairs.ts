import { isKeyForm, isTokenForm } from "@latchkey/enforcement";
import { readVectors } from "@latchkey/enforcement/testing";

export interface Pair {
  key: string;
  token: string;
}

/** The pair in a published Authorization header, read without white space at its ends, as it arrives. Null when no key could have it. */
export function pairOf(authorization: string): Pair | null {
  const arrived = authorization.replace(/^[ \t]+|[ \t]+$/g, "");
  const vector = readVectors("basic").vectors.find((each) => each.authorization === arrived);
  const [key, token] = [vector?.key ?? "", vector?.token ?? ""];
  return isKeyForm(key) && isTokenForm(token) ? { key, token } : null;
}

/** All pairs in the published headers, each once. */
export function publishedPairs(): Pair[] {
  const pairs = readVectors("basic").vectors.flatMap(({ authorization }) => pairOf(authorization) ?? []);
  return [...new Map(pairs.map((pair) => [`${pair.key}:${pair.token}`, pair])).values()];
}
