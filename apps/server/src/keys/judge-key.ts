import {
  type AccessRequest,
  type Denied,
  judgeAuthenticated,
  type Passed,
  type Rules,
  Span,
  type TokenRule,
  unavailable,
} from "@latchkey/enforcement";

/** Stands for the right token of a key that can't be read, where none is known. */
const ANY_TOKEN: TokenRule = { id: "", hash: new Uint8Array(32), retiresAt: null, deleted: false };

/**
 * What a gateway with these rules would say to a call that carries the right token: stages 1 to 4, and whether the limit of stage 5
 * can be read. Spends nothing.
 * @param key the public key
 * @param now epoch milliseconds
 * @returns null when the rules know no such key
 */
export function judgeKey(
  rules: Rules,
  key: string,
  request: Pick<AccessRequest, "method" | "path" | "clientAddress">,
  now: number,
): Passed | Denied | null {
  const rule = rules.findKey(Span.of(key));
  if (rule === undefined) return null;
  const { account } = rule;
  if (account === undefined) return unavailable();
  const token = rule.tokens[0] ?? ANY_TOKEN;
  const judged = judgeAuthenticated(rules, { key: rule, account, token }, request, now);
  if (!judged.allowed || rules.findLimit(account.id, judged.api, now) !== undefined) return judged;
  return { ...unavailable(), operation: judged.operation };
}
