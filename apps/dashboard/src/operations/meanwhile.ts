import { type NamedPerson, personInWords } from "../identity/person-name.js";
import { limitInWords } from "../throttle/limit-state.js";
import { untilInWords } from "../throttle/request-words.js";
import { ruleInWords } from "./rule-fields.js";

const otherOperator = (who: NamedPerson | null) => (who ? personInWords(who) : "Another operator");

/** What another operator did while a form was open, in a sentence; each as it is now. */

export function defaultMeanwhile(api: {
  defaultLimit: number;
  windowSeconds: number;
  operatorLimit: number | null;
  operatorLimitSetBy: NamedPerson | null;
}): string {
  const who = otherOperator(api.operatorLimitSetBy);
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

export function ruleMeanwhile(rule: Parameters<typeof ruleInWords>[0] & { setBy: NamedPerson | null }) {
  return `${otherOperator(rule.setBy)} set another rule. ${ruleInWords(rule)}`;
}
