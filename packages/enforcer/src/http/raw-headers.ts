/** Names and values in turn, as they were sent: `IncomingMessage.rawHeaders`, which unlike `headers` keeps duplicates. */
export type RawHeaders = readonly string[];

/** All values of a header, in the order sent. `name` in lower case. */
export function valuesOf(headers: RawHeaders, name: string): string[] {
  const values: string[] = [];
  for (let at = find(headers, name, 0); at >= 0; at = find(headers, name, at + 2)) {
    values.push(headers[at + 1] ?? "");
  }
  return values;
}

/** The value of a header that was sent exactly once; null when it was missing or sent again. `name` in lower case. */
export function singleValue(headers: RawHeaders, name: string): string | null {
  const at = find(headers, name, 0);
  return at < 0 || find(headers, name, at + 2) >= 0 ? null : (headers[at + 1] ?? "");
}

/** Stands for an Authorization header that can't be relied on. No header value can contain it. */
export const MALFORMED = "\0";

/** The Authorization header for an `AccessRequest`: null when missing, MALFORMED when there are several. */
export function authorizationOf(headers: RawHeaders): string | null {
  const at = find(headers, "authorization", 0);
  if (at < 0) return null;
  return find(headers, "authorization", at + 2) < 0 ? (headers[at + 1] ?? "") : MALFORMED;
}

/** The index of the next header of this name, from `start` on; -1 when there is none. */
function find(headers: RawHeaders, name: string, start: number): number {
  for (let at = start; at < headers.length; at += 2) {
    const sent = headers[at];
    if (sent?.length === name.length && sent.toLowerCase() === name) return at;
  }
  return -1;
}
