import { type AnswerContext, type DenialReason, deniedAnswer } from "@latchkey/enforcement";
import type { RawAnswer } from "./http.js";

/** Text as the UTF-8 bytes that go over the wire, one character for each. */
export function bytes(text: string): string {
  return Buffer.from(text).toString("latin1");
}

/** A text as it arrives: Node.js takes white space off both ends of a header's value and off the front of a request target. */
export function trimmed(text: string): string {
  return text.replace(/^[ \t]+|[ \t]+$/g, "");
}

/** What no header's value may hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these it may not
export const NO_HEADER_VALUE = /[\0-\x08\n-\x1f\x7f]/;

/** What is certain to arrive in a request line; Node.js lets more pass, all of which is judged. */
export const REQUEST_TARGET = /^\/[!-~]*$|^\*$/;

/** All of the answer to a denied call on a connection of its own, but for its date. `reason`: the one that its caller is told. */
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
