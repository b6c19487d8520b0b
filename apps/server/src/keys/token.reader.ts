import { In } from "typeorm";
import { batched, rowsByKey } from "../graphql/loader.js";
import { Token, TokenStatus } from "./token.entity.js";

/** Whether a token is in its grace period at this moment: the old one, before its end. */
export function isRetiring(token: Token, now: number): boolean {
  return token.deletedAt === null && token.retiresAt !== null && now < token.retiresAt.getTime();
}

/** Whether it is the one that took the place of all others. */
export function isActive(token: Token): boolean {
  return token.deletedAt === null && token.retiresAt === null;
}

/** What a token is that still works. */
export function tokenStatusOf(token: Token): TokenStatus {
  return token.retiresAt === null ? TokenStatus.ACTIVE : TokenStatus.RETIRING;
}

/** A key's tokens that work now: the active one, then the retiring one. */
export const tokensOf = batched<string, Token[]>(async ({ installation }, ids) => {
  const rows = await installation.database.reader.manager.findBy(Token, { apiKeyId: In([...ids]) });
  const now = installation.clock.now();
  return rowsByKey(ids, rows, (row) => row.apiKeyId).map((tokens) => [
    ...tokens.filter(isActive),
    ...tokens.filter((token) => isRetiring(token, now)),
  ]);
});
