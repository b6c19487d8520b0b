import type { UnauthenticatedReason } from "../decision.js";
import type { AccountRule, KeyRule, Primitives, Rules, TokenRule } from "../rules.js";
import { parseBasic } from "./basic.js";
import { hasKeyForm, hasTokenForm } from "./token.js";

/** Whose credentials they are, once the token was right. */
export interface Authenticated {
  key: KeyRule;
  token: TokenRule;
  account: AccountRule;
}

export type NotAuthenticated = UnauthenticatedReason | "UNAVAILABLE";

/** Takes the place of a missing token. Nobody can find a token with this hash; and one that was found would count as deleted. */
const NO_TOKEN: TokenRule = { id: "", hash: new Uint8Array(32), retiresAt: null, deleted: true };

/** Weights: the key exists, one of its tokens has the hash, and that token has not retired. */
const KNOWN = 1;
const FOUND = 2;
const USABLE = 4;
/** The refusal for each sum of the weights that hold; none for the sum of all three. */
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
 * An unknown key, a wrong token and a retired one take the same time: one hash, two comparisons, one look at both tokens, and no branch
 * on any of the results before the answer is chosen.
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
  // When a key's tokens can't be read, nobody can be judged. The 503 tells strangers that the key exists; a 401 would tell its owner that
  // a good token is wrong, which is worse: "could not decide" is not "denied".
  if ((known & Number(tokensBroken)) === 1) return "UNAVAILABLE";
  const refusal = REFUSALS[known * KNOWN + found * FOUND + Number(isUsable) * USABLE];
  if (refusal !== undefined) return refusal;

  const { account } = key;
  return account === undefined ? "UNAVAILABLE" : { key, token, account };
}
