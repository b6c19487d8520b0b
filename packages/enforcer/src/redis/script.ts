import { createHash } from "node:crypto";

/** A Lua script, and the name under which Redis caches it. */
export interface Script {
  text: string;
  sha1: string;
}

export function script(text: string): Script {
  return { text, sha1: createHash("sha1").update(text).digest("hex") };
}
