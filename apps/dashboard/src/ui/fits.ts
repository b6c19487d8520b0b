/** Whether every typed word stands in one of these texts, in any case; where nothing is typed, all fit. */
export function fits(typed: string, ...texts: string[]): boolean {
  const all = texts.join(" ").toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}
