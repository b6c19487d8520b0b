import { counted, formatCount } from "../ui/count.js";

/** So many are told by name: a catalogue may have hundreds. */
const NAMED = 8;

/** The calls of each Api in one line, the first by name and the others together: "Voice: 40 · SMS: 2 · 3 other APIs: 5". */
export function callsByApi(
  byApi: readonly { api: string; allowed: number; denied: number }[],
  nameOf: (code: string) => string,
): string {
  const named = byApi.slice(0, NAMED);
  const others = byApi.slice(NAMED);
  const parts = named.map(({ api, allowed, denied }) => `${nameOf(api)}: ${formatCount(allowed + denied)}`);
  if (others.length > 0) {
    const calls = others.reduce((sum, { allowed, denied }) => sum + allowed + denied, 0);
    parts.push(`${counted(others.length, "other API")}: ${formatCount(calls)}`);
  }
  return parts.join(" · ");
}
