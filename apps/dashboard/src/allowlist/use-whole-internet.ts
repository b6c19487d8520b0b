import { useState } from "react";
import { type Network, newlyWhole } from "./network.js";

export interface WholeInternet {
  /** The new entries that stand for a whole internet. */
  cidrs: readonly string[];
  confirmed: boolean;
  confirm: (confirmed: boolean) => void;
}

/** A confirmation for entries that admit a whole internet. It holds for these very entries: removed or discarded, they are asked about anew. */
export function useWholeInternet(before: Network | null, after: Network): WholeInternet {
  const cidrs = newlyWhole(before, after);
  const asked = cidrs.join(" ");
  const [confirmed, setConfirmed] = useState("");
  if (confirmed !== "" && confirmed !== asked) setConfirmed("");
  return {
    cidrs,
    confirmed: confirmed === asked,
    confirm: (yes) => setConfirmed(yes ? asked : ""),
  };
}
