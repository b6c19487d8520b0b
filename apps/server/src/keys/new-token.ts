import { createHash, randomBytes } from "node:crypto";
import { createToken, tokenHint } from "@latchkey/enforcement";
import { newId } from "../database/ids.js";
import type { Token } from "./token.entity.js";

/** What is stored in the place of a token's text, as `hashScheme` "sha256" says. */
export const hashToken = (text: string): string => createHash("sha256").update(text).digest("hex");

/** A new active token: its text, for its owner alone, and the row that stands for it. `text`: left out, it is made here. */
export function newToken(
  apiKeyId: string,
  now: Date,
  text = createToken(randomBytes),
): { text: string; row: Token } {
  const row: Token = {
    id: newId("tok", now),
    apiKeyId,
    hashScheme: "sha256",
    hash: hashToken(text),
    hint: tokenHint(text),
    createdAt: now,
    retiresAt: null,
    deletedAt: null,
  };
  return { text, row };
}
