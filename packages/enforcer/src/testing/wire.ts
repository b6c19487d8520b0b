import { type AnswerContext, type DenialReason, deniedAnswer } from "@latchkey/enforcement";
import type { RawAnswer } from "./http.js";

/** Text as its UTF-8 bytes, one character for each byte. */
export function bytes(text: string): string {
  return Buffer.from(text).toString("latin1");
}

/** Text as it arrives: Node.js trims white space from both ends of a header's value, and from the front of a request target. */
export function trimmed(text: string): string {
  return text.replace(/^[ \t]+|[ \t]+$/g, "");
}

/** Characters that no header value may contain. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these it may not
export const NO_HEADER_VALUE = /[\0-\x08\n-\x1f\x7f]/;

/** Targets that are certain to arrive in a request line. Node.js lets more pass, and all of those are judged. */
export const REQUEST_TARGET = /^\/[!-~]*$|^\*$/;

/** The whole answer to a denied call on a connection of its own, except for its date. `reason`: the public one. */
export function denialOverHttp(reason: string, context: AnswerContext): RawAnswer {
  const denied = {
    allowed: false as const,
    reason: (reason === "UNAUTHENTICATED" ? "UNKNOWN_KEY" : reason) as DenialReason,
    caller: null,
    operation: null,
    missingPermission: null,
    rateLimit: null,
  };
  const { status, headers, body } = deniedAnswer(denied, context);
  const named = new Map([
    ["connection", "close"],
    ["content-length", String(Buffer.byteLength(body))],
  ]);
  for (let at = 0; at < headers.length; at += 2)
    named.set(headers[at]?.toLowerCase() ?? "", headers[at + 1] ?? "");
  return { status, headers: named, body };
}
