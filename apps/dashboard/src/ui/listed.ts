/** "a, b and c", "a or b", "a". */
export function listed(parts: readonly string[], last: "and" | "or"): string {
  return [...parts.slice(0, -2), parts.slice(-2).join(` ${last} `)].join(", ");
}
