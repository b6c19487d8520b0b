import * as crypto from "node:crypto";
import type { Primitives } from "@latchkey/enforcement";

const digest = new Uint8Array(32);

/**
 * Node.js's own functions, in one call each. A `Hash` object costs several times as much, and so does a digest in a new buffer; a digest
 * as text with one character per byte costs least.
 */
export const nodePrimitives: Primitives = {
  sha256: (text) => {
    const characters = crypto.hash("sha256", text.view(), "binary");
    for (let at = 0; at < digest.length; at++) digest[at] = characters.charCodeAt(at);
    return digest;
  },
  equal: (a, b) => a.length === b.length && crypto.timingSafeEqual(a, b),
};
