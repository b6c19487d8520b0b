import { formatCount } from "../ui/count.js";

export interface Rule {
  enabled: boolean;
  upToTimesDefault: number;
  /** From 0 to 1. */
  peakShare: number;
}

/** A rule as the form has it: the numbers as they were typed, the share in percent. */
export interface TypedRule {
  enabled: boolean;
  times: string;
  percent: string;
}

export function typedRule({ enabled, upToTimesDefault, peakShare }: Rule): TypedRule {
  return { enabled, times: String(upToTimesDefault), percent: String(inPercent(peakShare)) };
}

/** The rule that was typed, or a sentence for each field that can't be read. */
export function readRule({
  enabled,
  times,
  percent,
}: TypedRule): { rule: Rule } | { problems: Record<string, string> } {
  const upTo = parseBetween(times, 1, 1000);
  const above = parseBetween(percent, 0, 100);
  if ("value" in upTo && "value" in above)
    return { rule: { enabled, upToTimesDefault: upTo.value, peakShare: inDecimal(above.value / 100) } };
  return {
    problems: {
      ...("problem" in upTo && { upToTimesDefault: upTo.problem }),
      ...("problem" in above && { peakShare: above.problem }),
    },
  };
}

export function sameRule(a: Rule, b: Rule): boolean {
  return a.enabled === b.enabled && a.upToTimesDefault === b.upToTimesDefault && a.peakShare === b.peakShare;
}

function inPercent(share: number): number {
  return inDecimal(share * 100);
}

/** Without what binary fractions add to it: 0.07 times 100 is not quite 7. Their first 15 digits are exact. */
function inDecimal(value: number): number {
  return Number(value.toPrecision(15));
}

/** What a rule does, in a sentence. */
export function ruleInWords(rule: Rule): string {
  if (!rule.enabled) return "Every request waits for an operator.";
  const share = inPercent(rule.peakShare);
  return `A request is approved at once if it asks for at most ${rule.upToTimesDefault} times the API's default and the account's peak of the last 7 days was above ${share} % of its limit. All others wait for an operator.`;
}

/** A decimal number as it was typed, or the sentence that says what is wrong with it. */
export function parseBetween(
  text: string,
  least: number,
  most: number,
): { value: number } | { problem: string } {
  const typed = text.trim();
  const value = Number(typed);
  if (!/^\d+(\.\d+)?$/.test(typed) || value < least || value > most) {
    return { problem: `Give a number from ${least} to ${formatCount(most)}, like 1.5.` };
  }
  return { value };
}
