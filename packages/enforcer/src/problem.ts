/**
 * What went wrong, for a log: the error's message, which from our drivers names hosts and codes at most, never credentials. Its code or
 * name when the message is empty, as it is when no address of a host has answered.
 */
export function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return "?";
  const { code } = error as { code?: unknown };
  return error.message || (typeof code === "string" ? code : error.name);
}
