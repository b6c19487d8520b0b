import type { Api } from "../catalogue/api.entity.js";

/** Units of a window, the longest first. */
const UNITS = [
  { seconds: 86_400, one: "day", many: "days" },
  { seconds: 3_600, one: "hour", many: "hours" },
  { seconds: 60, one: "minute", many: "minutes" },
  { seconds: 1, one: "second", many: "seconds" },
] as const;

/** "1,000". */
export function inDigits(count: number): string {
  return count.toLocaleString("en");
}

/** "1,000 calls per minute", "1 call per 10 seconds": in the longest unit of which the window has a whole number. */
export function limitInWords(limit: number, { windowSeconds }: Pick<Api, "windowSeconds">): string {
  const calls = `${inDigits(limit)} ${limit === 1 ? "call" : "calls"}`;
  for (const { seconds, one, many } of UNITS) {
    if (windowSeconds === seconds) return `${calls} per ${one}`;
    if (windowSeconds % seconds === 0) return `${calls} per ${windowSeconds / seconds} ${many}`;
  }
  return calls;
}

/** "1,000 calls per minute to SMS". */
export function callsInWords(limit: number, api: Pick<Api, "name" | "windowSeconds">): string {
  return `${limitInWords(limit, api)} to ${api.name}`;
}
