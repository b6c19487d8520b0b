import { limitInWords } from "../throttle/limit-state.js";
import { untilInWords } from "../throttle/request-words.js";
import { ruleInWords } from "./rule-fields.js";

/** What another operator did while a form was open, in a sentence; each as it is now. */

export function defaultMeanwhile(api: {
  defaultLimit: number;
  windowSeconds: number;
  operatorLimit: number | null;
  operatorLimitSetBy: { name: string } | null;
}): string {
  const who = api.operatorLimitSetBy?.name ?? "Another operator";
  const limit = limitInWords(api.defaultLimit, api.windowSeconds);
  return api.operatorLimit === null
    ? `${who} gave it back to the catalogue: ${limit}.`
    : `${who} set ${limit}.`;
}

export function grantMeanwhile(row: {
  grantId: string | null;
  limit: number;
  windowSeconds: number;
  validUntil: string | null;
}): string {
  const limit = limitInWords(row.limit, row.windowSeconds);
  return row.grantId === null
    ? `The grant has ended already: the default of ${limit} is in force.`
    : `Another grant is in force: ${limit} ${untilInWords(row.validUntil)}.`;
}

export function ruleMeanwhile(rule: Parameters<typeof ruleInWords>[0] & { setBy: { name: string } | null }) {
  return `${rule.setBy?.name ?? "Another operator"} set another rule. ${ruleInWords(rule)}`;
}
