import { counted } from "../ui/count.js";

interface Gateway {
  revision: string;
  lastSeenAt: string;
  leaseSeconds: number;
}

export interface GatewayState {
  level: "current" | "behind" | "silent" | "gone";
  words: string;
}

/** A gateway writes itself down once a second; after so long without a word it is said to be silent. */
const SILENT_AFTER = 5000;

/** How a gateway stands at `now`, epoch milliseconds. `newest`: the newest revision that any gateway has applied. */
export function gatewayState(
  { revision, lastSeenAt, leaseSeconds }: Gateway,
  newest: number,
  now: number,
): GatewayState {
  const silence = now - Date.parse(lastSeenAt);
  if (silence > leaseSeconds * 1000) return { level: "gone", words: "Lease over: decides nothing" };
  if (silence > SILENT_AFTER) return { level: "silent", words: "Silent: counts until its lease is over" };
  const behind = newest - Number(revision);
  if (behind > 0) return { level: "behind", words: `${counted(behind, "change")} behind` };
  return { level: "current", words: "Has every change" };
}
