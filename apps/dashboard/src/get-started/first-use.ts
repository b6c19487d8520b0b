interface Calls<Denial> {
  lastUsedAt: string | null;
  /** Calls of the last 90 days that passed. */
  allowed: number;
  /** The newest first. */
  denials: readonly Denial[];
}

/** How far a key has come on the way to its first request. */
export type FirstRequest<Denial> =
  | { state: "waiting" }
  /** The token was right, but no call has passed yet. */
  | { state: "denied"; denial: Denial }
  | { state: "passed"; at: string };

/** Gateways write down in parts what they know of a call: so long after it all parts are there. */
const WRITTEN_MS = 60_000;

/**
 * What has become of the calls with a key, at `now` in epoch milliseconds. Those with a wrong token reach no key, so that they count
 * as none.
 */
export function firstRequest<Denial>(
  { lastUsedAt, allowed, denials: [denial] }: Calls<Denial>,
  now: number,
): FirstRequest<Denial> {
  if (lastUsedAt === null) return { state: "waiting" };
  if (allowed > 0) return { state: "passed", at: lastUsedAt };
  if (denial !== undefined) return { state: "denied", denial };
  return now - Date.parse(lastUsedAt) < WRITTEN_MS
    ? { state: "waiting" }
    : { state: "passed", at: lastUsedAt };
}

/** The key that was used last; undefined: none was. */
export function usedLast<Key extends { lastUsedAt: string | null }>(keys: readonly Key[]): Key | undefined {
  const used = keys.filter(({ lastUsedAt }) => lastUsedAt !== null);
  return used.sort((a, b) => Date.parse(b.lastUsedAt ?? "") - Date.parse(a.lastUsedAt ?? ""))[0];
}
