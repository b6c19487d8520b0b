import { ACCESS_CONTROL_API, ACCESS_CONTROL_READ, ACCESS_CONTROL_WRITE } from "@latchkey/enforcement";

/** What a key with these permissions may do by GraphQL, in words; null where it may not ask at all. */
export function automationAccess(codes: readonly string[]): string | null {
  const may = (code: string) => codes.includes(ACCESS_CONTROL_API.code) || codes.includes(code);
  if (may(ACCESS_CONTROL_WRITE)) return may(ACCESS_CONTROL_READ) ? "Read and write" : "Write";
  return may(ACCESS_CONTROL_READ) ? "Read" : null;
}
