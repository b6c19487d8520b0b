import type { IncomingMessage } from "node:http";

/** The views that Node.js gives of a request's headers. HTTP/2 has no `headersDistinct`. */
export type HeaderViews = Pick<IncomingMessage, "rawHeaders" | "headers"> &
  Partial<Pick<IncomingMessage, "headersDistinct">>;

/** Removes headers from every view of them, in place. `drops` is called with names as they were sent and in lower case. */
export function dropHeaders(request: HeaderViews, drops: (name: string) => boolean): void {
  const { rawHeaders } = request;
  // Node.js makes these two from rawHeaders when they are first read: that must be before it shrinks.
  for (const view of [request.headers, request.headersDistinct]) {
    for (const name of Object.keys(view ?? {})) if (drops(name)) delete view?.[name];
  }
  let kept = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name = "", value = ""] = [rawHeaders[at], rawHeaders[at + 1]];
    if (drops(name)) continue;
    rawHeaders[kept] = name;
    rawHeaders[kept + 1] = value;
    kept += 2;
  }
  rawHeaders.length = kept;
}
