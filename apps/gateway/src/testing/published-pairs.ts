import { isKeyForm, isTokenForm } from "@latchkey/enforcement";
import { readVectors } from "@latchkey/enforcement/testing";

export interface Pair {
  key: string;
  token: string;
}

/** What a published Authorization header holds, as it arrives: without white space at its ends. Null: no pair that a key could have. */
export function pairOf(authorization: string): Pair | null {
  const arrived = authorization.replace(/^[ \t]+|[ \t]+$/g, "");
  const vector = readVectors("basic").vectors.find((each) => each.authorization === arrived);
  const [key, token] = [vector?.key ?? "", vector?.token ?? ""];
  return isKeyForm(key) && isTokenForm(token) ? { key, token } : null;
}

/** All pairs that the published headers hold, each once. */
export function publishedPairs(): Pair[] {
  const pairs = readVectors("basic").vectors.flatMap(({ authorization }) => pairOf(authorization) ?? []);
  return [...new Map(pairs.map((pair) => [`${pair.key}:${pair.token}`, pair])).values()];
}
