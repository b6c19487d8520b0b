/** Whether all lists in a request's variables have at most `most` entries together. Looks no further than it must. */
export function hasFewEntries(variables: unknown, most: number): boolean {
  let entries = 0;
  const waiting: unknown[] = [variables];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (Array.isArray(value)) entries += value.length;
    if (entries > most) return false;
    if (typeof value !== "object" || value === null) continue;
    for (const part of Object.values(value)) if (typeof part === "object") waiting.push(part);
  }
  return true;
}
