import type { ResultOf } from "../graphql.js";
import type { FirstUseQuery } from "./first-use.graphql.js";

type Keys = ResultOf<typeof FirstUseQuery>["account"]["apiKeys"];
export type AnyKey = Keys["nodes"][number];

/** Whether an account never made a request. One with more keys than are looked at is beyond its beginnings. */
export function isUnused({ nodes, totalCount }: Keys): boolean {
  return totalCount === nodes.length && nodes.every(({ lastUsedAt }) => lastUsedAt === null);
}

/** The key that was used last; undefined: none was. */
export function usedLast(keys: readonly AnyKey[]): (AnyKey & { lastUsedAt: string }) | undefined {
  const used = keys.flatMap((key) => (key.lastUsedAt ? [{ ...key, lastUsedAt: key.lastUsedAt }] : []));
  return used.sort((a, b) => Date.parse(b.lastUsedAt) - Date.parse(a.lastUsedAt))[0];
}
