/**
 * Whether a client's header could be read as one that only we may send, `x-latchkey-*`. Many servers, and CGI, read `_`, `.` and other
 * characters in a header's name as hyphens. `name` may be in any case.
 */
export function looksLikeOurs(name: string): boolean {
  return spelledWithHyphens(name).startsWith("x-latchkey");
}

/** A header's name in lower case, with every character other than letters and digits as a hyphen. */
export function spelledWithHyphens(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "-");
}
