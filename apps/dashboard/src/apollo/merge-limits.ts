import type { FieldMergeFunction, Reference, StoreObject } from "@apollo/client/cache";

type Limit = Reference | StoreObject;

/** An account's limits have no ids of their own: those of one Api are one, so that each query keeps what another has loaded. */
export const mergeLimits: FieldMergeFunction<Limit[]> = (
  existing = [],
  incoming,
  { readField, mergeObjects },
) => {
  const codeOf = (limit: Limit) => readField("code", readField<Reference>("api", limit));
  const known = new Map(existing.map((limit) => [codeOf(limit), limit]));
  return incoming.map((limit) => {
    const before = known.get(codeOf(limit));
    return before ? mergeObjects(before, limit) : limit;
  });
};
