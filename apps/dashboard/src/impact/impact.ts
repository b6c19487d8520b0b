import { counted, formatCount } from "../ui/count.js";

/** The calls of some days that a change would deny. */
export interface Denials {
  calls: number;
  denied: number;
  deniedUnknown: number;
  byApi: readonly { api: string; denied: number }[];
  byAddress: readonly { address: string; calls: number }[];
}

/** So many Apis and addresses are named. */
const FEW = 3;

/** The impact in a sentence. */
export function impactSentence({ calls, denied }: Denials, days: number): string {
  if (calls === 0) return `No call in ${days} days by this key, so none would be denied.`;
  if (denied === 0) return `None of ${counted(calls, "call")} in ${days} days by this key would be denied.`;
  return `${counted(denied, "call")} in ${days} days by this key would be denied.`;
}

/** The denied calls by Api, the most denied first: "Voice 1,000 · SMS 204". */
export function deniedByApi({ byApi }: Denials, nameOf: (code: string) => string): string {
  const hit = byApi.filter(({ denied }) => denied > 0);
  return shortList(hit.map(({ api, denied }) => `${nameOf(api)} ${formatCount(denied)}`));
}

/** The denied calls by caller, the busiest first; those whose address was not kept stand apart. */
export function deniedByAddress({ byAddress, deniedUnknown }: Denials): string {
  const known = shortList(byAddress.map(({ address, calls }) => `${address} ${formatCount(calls)}`));
  const unknown = deniedUnknown > 0 ? `address not kept ${formatCount(deniedUnknown)}` : "";
  return [known, unknown].filter(Boolean).join(" · ");
}

function shortList(parts: readonly string[]): string {
  const rest = parts.length - FEW;
  return parts.slice(0, FEW).join(" · ") + (rest > 0 ? ` and ${rest} more` : "");
}
