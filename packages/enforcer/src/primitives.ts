import * as crypto from "node:crypto";
import type { Primitives } from "@latchkey/enforcement";

/** Node's own, in one call each. */
export const nodePrimitives: Primitives = {
  sha256Hex: (text) => crypto.hash("sha256", text, "hex"),
  equal: (a, b) => a.length === b.length && crypto.timingSafeEqual(Buffer.from(a), Buffer.from(b)),
};
