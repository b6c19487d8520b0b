import { readBasic } from "./basic.mjs";
import { isMistyped, sha256 } from "./token.mjs";

/** @import { ApiKey, Question, Rules } from "./types.mjs" */

/** Keys and tokens of ours and imported ones; nothing else can be one. */
const FORM = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * Why a caller is a stranger, or the key that it has proved to hold.
 *
 * @param {Rules} rules
 * @param {Question} question
 * @param {number} now
 * @returns {string | ApiKey} a reason of 401, or the key
 */
export function authenticate(rules, question, now) {
  if (question.authorization.length === 0) return "MISSING_CREDENTIALS";
  if (question.authorization.length > 1) return "MALFORMED_CREDENTIALS";
  const pair = readBasic(String(question.authorization[0]));
  if (!pair) return "MALFORMED_CREDENTIALS";
  if (!FORM.test(pair.key)) return "UNKNOWN_KEY";
  // "A wrong checksum is WRONG_TOKEN without a look-up": so before it is known whether there is such a key.
  if (!FORM.test(pair.token) || isMistyped(pair.token)) return "WRONG_TOKEN";
  const key = rules.keys.find((candidate) => candidate.key === pair.key);
  if (!key) return "UNKNOWN_KEY";
  const token = key.tokens.find((candidate) => candidate.sha256 === sha256(pair.token));
  if (!token) return "WRONG_TOKEN";
  return token.deleted || isOver(token.retiresAt, now) ? "TOKEN_RETIRED" : key;
}

/**
 * Spans are half-open: what ends at an instant is over at that instant.
 *
 * @param {number | null} end null: never
 * @param {number} now
 */
export const isOver = (end, now) => end !== null && now >= end;
