import { createHash, randomBytes } from "node:crypto";
import { createToken, tokenHint } from "@latchkey/enforcement";
import { newId } from "../database/ids.js";
import type { Token } from "./token.entity.js";

/** What is stored in the place of a token's text, as `hashScheme` "sha256" says. */
const hashToken = (text: string): string => createHash("sha256").update(text).digest("hex");

/** What is stored of a token's text, from which nobody can read it again. */
export type StoredToken = Pick<Token, "hash" | "hint">;

export const storedToken = (text: string): StoredToken => ({ hash: hashToken(text), hint: tokenHint(text) });

/** A new active token: its text, for its owner alone, and the row that stands for it. */
export function newToken(apiKeyId: string, now: Date): { text: string; row: Token } {
  const text = createToken(randomBytes);
  return { text, row: activeToken(apiKeyId, now, storedToken(text)) };
}

/** The row of a key's active token. */
export function activeToken(apiKeyId: string, now: Date, stored: StoredToken): Token {
  return {
    id: newId("tok", now),
    apiKeyId,
    hashScheme: "sha256",
    ...stored,
    createdAt: now,
    retiresAt: null,
    deletedAt: null,
  };
}
