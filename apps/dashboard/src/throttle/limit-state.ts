import { counted, formatCount } from "../ui/count.js";

export interface LimitState {
  level: "idle" | "fine" | "near" | "throttled";
  words: string;
}

/** The share of a limit, in whole percent; never above 100 unless more than the limit was used, after it was lowered. */
export function sharePercent(count: number, limit: number): number {
  return Math.floor((100 * count) / Math.max(1, limit));
}

/** A limit with the calls that it was measured by. */
export interface Measured {
  limit: number;
  used: number;
  peak: number;
  throttled: number;
}

/** How an Api's limit stands, always in words: throttled in the last 7 days, at 80 % or more, or neither. */
export function limitState(limit: Measured): LimitState {
  if (limit.throttled > 0)
    return { level: "throttled", words: `${counted(limit.throttled, "call")} throttled` };
  const most = Math.max(limit.used, limit.peak);
  const share = sharePercent(most, limit.limit);
  if (share > 100) return { level: "near", words: "Peak above the limit" };
  if (share >= 80) return { level: "near", words: `Near the limit: ${share} %` };
  return most === 0 ? { level: "idle", words: "Not used" } : { level: "fine", words: "Within the limit" };
}

/** Whether an account has come near its limit, or calls were throttled. */
export function isFelt(limit: Measured): boolean {
  const { level } = limitState(limit);
  return level === "near" || level === "throttled";
}

/** Where calls were throttled first, then what is near; the others in their order, in which they are found again. */
export function feltFirst<Limit extends Measured>(limits: readonly Limit[]): Limit[] {
  const rank = (limit: Limit) => (isFelt(limit) ? (limit.throttled > 0 ? 0 : 1) : 2);
  return [...limits].sort((one, other) => rank(one) - rank(other));
}

/** What a limit would have done to the calls of the last `days` days, whose most in one window is `peak`; null: nothing. */
export function belowPeak(limit: number, { peak, days }: { peak: number; days: number }): string | null {
  if (limit >= peak) return null;
  return `In ${counted(days, "day")} up to ${formatCount(peak)} calls were made in one window: those beyond ${formatCount(limit)} would be throttled.`;
}

/** "200 per minute", "30 per 10 s". */
export function limitInWords(limit: number, windowSeconds: number): string {
  return `${formatCount(limit)} ${windowInWords(windowSeconds)}`;
}

/** The longest first; what a window is called that is one of them, and that is several. */
const UNITS = [
  { seconds: 86_400, one: "day", many: "days" },
  { seconds: 3600, one: "hour", many: "h" },
  { seconds: 60, one: "minute", many: "min" },
] as const;

/** "per minute", "per 10 s", "per 2 days": in the longest unit of which the window has a whole number. */
export function windowInWords(windowSeconds: number): string {
  const unit = UNITS.find(({ seconds }) => windowSeconds % seconds === 0);
  const { seconds, one, many } = unit ?? { seconds: 1, one: "second", many: "s" };
  return windowSeconds === seconds ? `per ${one}` : `per ${windowSeconds / seconds} ${many}`;
}
