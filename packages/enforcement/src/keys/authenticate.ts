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

/** No token hashes to this, as far as anybody can find one; and where one did, there is no token to find. */
const NO_HASH = new Uint8Array(32);

/**
 * Stage 1 up to the account: whose credentials the header holds at `now` (epoch milliseconds).
 * An unknown key, a wrong token and a retired one cost the same: one hash and two comparisons.
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
  if (!hasKeyForm(credentials.key)) return "UNKNOWN_KEY";
  if (!hasTokenForm(credentials.token)) return "WRONG_TOKEN";

  const key = rules.findKey(credentials.key);
  if (key?.broken) return "UNAVAILABLE";
  const { tokens } = key ?? rules.nobody;
  const token = findToken(tokens, primitives.sha256(credentials.token), primitives);
  if (key === undefined) return "UNKNOWN_KEY";
  if (token === undefined) return "WRONG_TOKEN";
  if (token.deleted || (token.retiresAt !== null && now >= token.retiresAt)) return "TOKEN_RETIRED";

  const { account } = key;
  return account === undefined ? "UNAVAILABLE" : { key, token, account };
}

/** Compares with two hashes, whether there are two, one or none, and whether the first one fits or not. */
function findToken(
  tokens: readonly TokenRule[],
  hash: Uint8Array,
  { equal }: Primitives,
): TokenRule | undefined {
  const first = tokens[0];
  const second = tokens[1];
  const isFirst = equal(hash, first?.hash ?? NO_HASH);
  const isSecond = equal(hash, second?.hash ?? NO_HASH);
  if (isFirst) return first;
  return isSecond ? second : undefined;
}
