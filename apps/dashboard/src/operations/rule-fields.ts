import { formatCount } from "../ui/count.js";

/** What a rule does, in a sentence. `peakShare`: from 0 to 1. */
export function ruleInWords(rule: { enabled: boolean; upToTimesDefault: number; peakShare: number }): string {
  if (!rule.enabled) return "Every request waits for an operator.";
  const share = Math.round(rule.peakShare * 1000) / 10;
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
