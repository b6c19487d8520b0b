/** From where a key may call, in a few words: "Any address", "2 ranges", "No address". */
export function networkInWords(scope: "ANY_ADDRESS" | "ALLOWLIST_ONLY", entries: number): string {
  if (scope === "ANY_ADDRESS") return "Any address";
  if (entries === 0) return "No address";
  return `${entries} ${entries === 1 ? "range" : "ranges"}`;
}
