/**
 * Whether a client's header would be read as one that only we may send, `x-latchkey-*`. Many servers read `_`, `.` and other characters
 * in a header's name as a hyphen: to CGI they are all the same. `name` in any case.
 */
export function looksLikeOurs(name: string): boolean {
  return spelledWithHyphens(name).startsWith("x-latchkey");
}

/** A header's name in lower case as servers read it that take every other character for a hyphen. */
export function spelledWithHyphens(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "-");
}
