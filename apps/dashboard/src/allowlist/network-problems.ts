import { type Network, tooManyEntries } from "./network.js";

interface Open {
  network: Network;
  /** Something stands in the fields for an entry, and is not on the list. */
  typed: boolean;
  whole: { confirmed: boolean };
}

/** The fields of the errors below, beside the API's own. */
export const NETWORK_FIELDS = ["allowlist", "many", "typed", "whole"] as const;

/** What keeps a network from being saved, a sentence for each field; empty when nothing does. */
export function networkProblems({ network, typed, whole }: Open): Record<string, string> {
  const many = tooManyEntries(network);
  return {
    ...(many && { many }),
    ...(typed && { typed: "What is typed here is not on the list yet. Press Add, or clear it." }),
    ...(!whole.confirmed && { whole: "Confirm this, or remove the entry." }),
  };
}
