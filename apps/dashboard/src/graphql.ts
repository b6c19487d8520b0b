import { initGraphQLTada } from "gql.tada";
import type { introspection } from "./graphql-env.d.ts";

/** Typed documents of the management API. A `DateTime` is RFC 3339 in UTC, a `Count` a whole number up to 2^53 - 1. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { DateTime: string; Count: number };
}>();

export { type FragmentOf, type ResultOf, readFragment, type VariablesOf } from "gql.tada";
