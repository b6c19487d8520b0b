import type { AccountRule, KeyRule, Primitives, Rules, TokenRule } from "../rules.js";
import { parseBasic } from "./basic.js";
import { hasKeyForm, hasTokenForm } from "./token.js";

/** Who asks, once the token was right. */
export interface Authenticated {
  key: KeyRule;
  token: TokenRule;
  account: AccountRule;
}

export type NotAuthenticated =
  | "MISSING_CREDENTIALS"
  | "MALFORMED_CREDENTIALS"
  | "UNKNOWN_KEY"
  | "WRONG_TOKEN"
  | "TOKEN_RETIRED"
  | "UNAVAILABLE";

/** No token hashes to this, as far as anybody can find one; and where one did, it would be a deleted one. */
const NO_TOKEN: TokenRule = { id: "", hash: new Uint8Array(32), retiresAt: null, deleted: true };

const KNOWN = 1;
const FOUND = 2;
const USABLE = 4;
/** By the sum of what is so of the above; nothing where all is. */
const REFUSALS = [
  "UNKNOWN_KEY",
  "WRONG_TOKEN",
  "UNKNOWN_KEY",
  "TOKEN_RETIRED",
  "UNKNOWN_KEY",
  "WRONG_TOKEN",
  "UNKNOWN_KEY",
] as const;

/**
 * Stage 1 up to the account: whose credentials the header holds at `now` (epoch milliseconds).
 * An unknown key, a wrong token and a retired one cost the same: one hash, two comparisons and one look at the tokens, whatever they
 * come to, and no branch that tells them apart.
 */
export function authenticate(
  rules: Rules,
  authorization: string | null,
  now: number,
  primitives: Primitives,
): Authenticated | NotAuthenticated {
  if (authorization === null) return "MISSING_CREDENTIALS";
  const credentials = parseBasic(authorization);
  if (credentials === null) return "MALFORMED_CREDENTIALS";
  if (!hasKeyForm(credentials.key, credentials.plain)) return "UNKNOWN_KEY";
  if (!hasTokenForm(credentials.token, credentials.plain)) return "WRONG_TOKEN";

  const { key, known } = rules.seekKey(credentials.key);
  const { tokens, tokensBroken } = key;
  const first = tokens[0] ?? NO_TOKEN;
  const second = tokens[1] ?? NO_TOKEN;
  const hash = primitives.sha256(credentials.token);
  const isFirst = primitives.equal(hash, first.hash);
  const isSecond = primitives.equal(hash, second.hash);
  const token = isFirst ? first : second;
  const isUsable = !token.deleted && now < (token.retiresAt ?? Number.POSITIVE_INFINITY);
  const found = Number(isFirst) | Number(isSecond);
  // Of a key whose tokens can't be read nobody can be judged. That tells strangers that there is such a key; a 401 would tell its owner
  // that a good token is none, which is worse: "could not decide" is not "denied".
  if ((known & Number(tokensBroken)) === 1) return "UNAVAILABLE";
  const refusal = REFUSALS[known * KNOWN + found * FOUND + Number(isUsable) * USABLE];
  if (refusal !== undefined) return refusal;

  const { account } = key;
  return account === undefined ? "UNAVAILABLE" : { key, token, account };
}
