/** Counters are divided into this many parts. A part is in one hash slot of a cluster, and has a generation of its own. */
export const PARTS = 64;

/** The part of (Account, Api): FNV-1a of both names. */
export function partOf(accountId: string, api: string): number {
  let hash = 0x811c9dc5;
  for (const text of [accountId, ":", api]) {
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return (hash >>> 0) % PARTS;
}

/** The Redis key of a part's generation. */
export function generationKey(part: number): string {
  return `latchkey:throttle:{${part}}:generation`;
}

/** The three Redis keys of a counter, as LEASE takes them. All are in one hash slot. */
export function counterKeys(part: number, accountId: string, api: string): [string, string, string] {
  const name = `latchkey:throttle:{${part}}:${api}:${accountId}`;
  return [generationKey(part), `${name}:batches`, `${name}:counts`];
}
