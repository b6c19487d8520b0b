/** Names and values in turn, as they were sent: `IncomingMessage.rawHeaders`, which unlike `headers` hides no doubled one. */
export type RawHeaders = readonly string[];

/** All values of a header, in the order sent. `name` in lower case. */
export function valuesOf(headers: RawHeaders, name: string): string[] {
  const values: string[] = [];
  for (let at = 0; at < headers.length; at += 2) {
    const sent = headers[at];
    if (sent?.length === name.length && sent.toLowerCase() === name) values.push(headers[at + 1] ?? "");
  }
  return values;
}

/** The value of a header that was sent exactly once; null when it was missing or doubled. */
export function singleValue(headers: RawHeaders, name: string): string | null {
  const [value, second] = valuesOf(headers, name);
  return value === undefined || second !== undefined ? null : value;
}

/** The Authorization header as `AccessRequest` takes it: null when missing; of several, one that is malformed. */
export function authorizationOf(headers: RawHeaders): string | null {
  const [value, second] = valuesOf(headers, "authorization");
  return second === undefined ? (value ?? null) : "\0";
}
