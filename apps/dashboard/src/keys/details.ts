import { type Network, toAllowlistInput } from "../allowlist/network.js";
import { type Permissions, toPermissionsInput } from "../permissions/access.js";
import { fromLocalInput } from "../ui/local-input.js";

/** What a form about a key's details holds; `expires` is the text of a datetime-local input. */
export interface Details {
  name: string;
  note: string;
  environment: "PRODUCTION" | "TEST";
  labels: string[];
  /** A member's id; empty for nobody. */
  holderId: string;
  expires: string;
}

export const EMPTY_DETAILS: Details = {
  name: "",
  note: "",
  environment: "PRODUCTION",
  labels: [],
  holderId: "",
  expires: "",
};

export const DETAIL_FIELDS = ["name", "note", "environment", "labels", "holderId", "expiresAt"] as const;

export const NEW_KEY_FIELDS = [...DETAIL_FIELDS, "permissions", "allowlist"] as const;

/** A new key as the API takes it. */
export function toCreateInput(details: Details, permissions: Permissions, network: Network) {
  return {
    ...toInput(details),
    permissions: toPermissionsInput(permissions),
    allowlist: toAllowlistInput(network),
  };
}

/** The form's content as the API takes it; an empty note, holder or end is null. */
export function toInput(details: Details) {
  return {
    name: details.name.trim(),
    note: details.note.trim() || null,
    environment: details.environment,
    labels: details.labels,
    holderId: details.holderId || null,
    expiresAt: fromLocalInput(details.expires),
  };
}

/** Only what differs, as the API takes it: what is left out stays as it is, an end keeps its seconds. */
export function changedDetails(before: Details, after: Details): Partial<ReturnType<typeof toInput>> {
  const input = toInput(after);
  return {
    ...(before.name !== after.name && { name: input.name }),
    ...(before.note !== after.note && { note: input.note }),
    ...(before.environment !== after.environment && { environment: input.environment }),
    ...(before.labels.join("\n") !== after.labels.join("\n") && { labels: input.labels }),
    ...(before.holderId !== after.holderId && { holderId: input.holderId }),
    ...(before.expires !== after.expires && { expiresAt: input.expiresAt }),
  };
}

export function sameDetails(a: Details, b: Details): boolean {
  return Object.keys(changedDetails(a, b)).length === 0;
}

/** The sentence for a name that the server would refuse; null for a good one. */
export function nameProblem(name: string): string | null {
  const length = [...name.trim()].length;
  if (length === 0) return "Give the key a name, after what will use it.";
  return length > 100 ? "A name has at most 100 characters." : null;
}
