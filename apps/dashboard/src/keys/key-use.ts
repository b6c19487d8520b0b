import { counted } from "../ui/count.js";
import { relativeTime } from "../ui/time.js";
import { type Call, callInWords } from "./call-in-words.js";

const DAY = 24 * 3_600_000;

interface Use extends Call {
  lastUsedAt: string | null;
  day: { allowed: number; denied: number };
}

export interface KeyUse {
  /** "unknown": it is still asked for, or could not be. */
  level: "unknown" | "in-use" | "unused";
  sentence: string;
}

/** Whether a key was used in the last 24 hours, in words. `use` is undefined until it is known, `now` in epoch milliseconds. */
export function keyUse(use: Use | null | undefined, now: number): KeyUse {
  if (!use) return { level: "unknown", sentence: "" };
  if (!use.lastUsedAt) return { level: "unused", sentence: "This key was never used." };
  const at = Date.parse(use.lastUsedAt);
  return {
    level: now - at < DAY ? "in-use" : "unused",
    sentence: `Last used ${relativeTime(at, now)}${callInWords(use)}, ${counted(use.day.allowed + use.day.denied, "call")} in 24 h.`,
  };
}
