/**
 * What went wrong, for a log: in the words of a driver, which name hosts and codes at most, never credentials. Where it has none, as when no
 * address of a host has answered, its code.
 */
export function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return "?";
  const { code } = error as { code?: unknown };
  return error.message || (typeof code === "string" ? code : error.name);
}
