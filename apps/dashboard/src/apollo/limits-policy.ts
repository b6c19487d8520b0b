import type { FieldPolicy, FieldReadFunction, Reference, StoreObject } from "@apollo/client/cache";

type Limit = Reference | StoreObject;

/** What the cache knows of an account's limits, whichever of them each query was about. */
interface Known {
  limits: readonly Limit[];
  /** The codes that were asked for; null: all. */
  asked: readonly string[] | null;
}

const NOTHING: Known = { limits: [], asked: [] };

type Read = Parameters<FieldReadFunction>[1]["readField"];

const codeOf = (limit: Limit, readField: Read) =>
  readField<string>("code", readField<Reference>("api", limit)) ?? "";

const wanted = (args: Record<string, unknown> | null): readonly string[] | null =>
  (args?.apis as readonly string[] | null | undefined) ?? null;

/**
 * An account's limits have no ids of their own: those of one Api are one, so that each query keeps what another has loaded, and finds it.
 * However many sets of Apis are asked for, as while their names are typed, each limit is kept once.
 */
export const limitsPolicy: FieldPolicy<Known, readonly Limit[], readonly Limit[] | undefined> = {
  keyArgs: false,
  merge(existing = NOTHING, incoming, { args, readField, mergeObjects }) {
    const known = new Map(existing.limits.map((limit) => [codeOf(limit, readField), limit]));
    const limits = new Map(
      incoming.map((limit) => {
        const code = codeOf(limit, readField);
        const before = known.get(code);
        return [code, before ? mergeObjects(before, limit) : limit];
      }),
    );
    const apis = wanted(args);
    if (apis === null) return { limits: [...limits.values()], asked: null };
    for (const code of apis) if (!limits.has(code)) known.delete(code);
    for (const [code, limit] of limits) known.set(code, limit);
    return {
      limits: [...known.values()],
      asked: existing.asked && [...new Set([...existing.asked, ...apis])],
    };
  },
  read(existing, { args, readField }) {
    const apis = wanted(args);
    const asked = existing?.asked;
    if (existing === undefined || asked === undefined) return undefined;
    if (apis === null) return asked === null ? existing.limits : undefined;
    if (asked !== null && !apis.every((code) => asked.includes(code))) return undefined;
    return existing.limits.filter((limit) => apis.includes(codeOf(limit, readField)));
  },
};
