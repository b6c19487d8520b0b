import DataLoader from "dataloader";
import type { Context } from "./context.js";

/**
 * Turns a look-up of many into one that can be called one by one: what is asked for in the same tick becomes one call, and what is
 * asked for twice stands in it once. Nothing is cached, so that a mutation's payload shows what the mutation did.
 * @param load gives back one value per key, in the order of the keys
 * @param nameOf what is the same for keys that ask for the same; left out: the key itself
 */
export function batched<K, V>(
  load: (context: Context, keys: readonly K[]) => Promise<V[]>,
  nameOf: (key: K) => unknown = (key) => key,
) {
  const loaders = new WeakMap<Context, DataLoader<K, V>>();
  return (context: Context, key: K): Promise<V> => {
    let loader = loaders.get(context);
    if (loader === undefined) {
      loader = new DataLoader((keys: readonly K[]) => loadOnce(context, keys), { cache: false });
      loaders.set(context, loader);
    }
    return loader.load(key);
  };

  async function loadOnce(context: Context, asked: readonly K[]): Promise<V[]> {
    const names = asked.map(nameOf);
    const keys = new Map(names.map((name, index) => [name, asked[index] as K]));
    const values = await load(context, [...keys.values()]);
    const places = new Map([...keys.keys()].map((name, place) => [name, place]));
    return names.map((name) => values[places.get(name) as number] as V);
  }
}

/** Of each key, in the order of the keys, the rows that have it. */
export function rowsByKey<K, V>(keys: readonly K[], rows: readonly V[], keyOf: (row: V) => K): V[][] {
  const groups = groupBy(rows, keyOf);
  return keys.map((key) => groups.get(key) ?? []);
}

/** Loads keys that agree in a property, such as a number of days, by one call. Gives the values in the order of the keys. */
export async function inGroups<K, P extends keyof K, V>(
  keys: readonly K[],
  property: P,
  load: (shared: K[P], keys: readonly K[]) => Promise<V[]>,
): Promise<V[]> {
  const values = new Map<K, V>();
  for (const [shared, group] of groupBy(keys, (key) => key[property])) {
    const loaded = await load(shared, group);
    for (const [at, key] of group.entries()) values.set(key, loaded[at] as V);
  }
  return keys.map((key) => values.get(key) as V);
}

/** Groups rows by a key of theirs. */
export function groupBy<K, V>(rows: readonly V[], keyOf: (row: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}
