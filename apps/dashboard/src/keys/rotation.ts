import { counted } from "../ui/count.js";
import { relativeTime, span } from "../ui/time.js";
import { type Call, callInWords } from "./call-in-words.js";

/** How quiet an old token must have been before its deletion is called safe. */
export const QUIET_MS = 6 * 3_600_000;
const BUSY_MS = 3_600_000;

export interface OldTokenUse extends Call {
  lastUsedAt: string | null;
  /** Uses in the last 24 hours. */
  lastDay: number;
}

export interface OldTokenState {
  level: "safe" | "quiet" | "in-use";
  sentence: string;
}

/** The same for a list, in a few words: "Old token used 3 min ago". */
export function oldTokenUse(lastUsedAt: string | null, now: number): string {
  return lastUsedAt ? `Old token used ${relativeTime(Date.parse(lastUsedAt), now)}` : "Old token never used";
}

/** Whether an old token can go, in words, from when it was used last. `now` in epoch milliseconds. */
export function oldTokenState(use: OldTokenUse, now: number): OldTokenState {
  if (!use.lastUsedAt) return { level: "safe", sentence: "Safe to delete: never used." };
  const lastUsed = Date.parse(use.lastUsedAt);
  const idle = now - lastUsed;
  if (idle >= QUIET_MS) return { level: "safe", sentence: `Safe to delete: unused for ${span(idle)}.` };
  const call = callInWords(use);
  if (idle >= BUSY_MS) {
    return {
      level: "quiet",
      sentence: `Quiet for ${span(idle)}. Last call${call}; not yet sure that all have moved.`,
    };
  }
  return {
    level: "in-use",
    sentence: `Still in use: ${counted(use.lastDay, "call")} in 24 h, last${call} ${relativeTime(lastUsed, now)}.`,
  };
}

/** The share of the new token in the uses of both, in whole percent: 0 and 100 only where one of them was not used at all. */
export function newTokenShare(oldUses: number, newUses: number): number {
  if (newUses === 0) return 0;
  if (oldUses === 0) return 100;
  return Math.min(99, Math.max(1, Math.round((100 * newUses) / (oldUses + newUses))));
}
