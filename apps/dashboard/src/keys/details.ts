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

export type NewKeyInput = ReturnType<typeof toCreateInput>;

/** A new key of the account as the API takes it. */
export function toCreateInput(
  accountSid: string,
  details: Details,
  permissions: Permissions,
  network: Network,
) {
  return {
    accountSid,
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

/** One's own changes of `base`, made to what somebody else has saved meanwhile. */
export function mergeDetails(base: Details, mine: Details, theirs: Details): Details {
  const changed = Object.keys(mine).filter(
    (field) => String(mine[field as keyof Details]) !== String(base[field as keyof Details]),
  );
  return { ...theirs, ...Object.fromEntries(changed.map((field) => [field, mine[field as keyof Details]])) };
}

/** What keeps details from being sent, a sentence for each field; null: nothing. `halfTyped`: the end is typed in part. */
export function detailProblems(details: Details, halfTyped: boolean): Record<string, string> | null {
  const name = nameProblem(details.name);
  if (!name && !halfTyped) return null;
  return {
    ...(name && { name }),
    ...(halfTyped && { expiresAt: "Give both date and time, or clear the field." }),
  };
}

/** The sentence for a name that the server would refuse; null for a good one. */
export function nameProblem(name: string): string | null {
  const length = [...name.trim()].length;
  if (length === 0) return "Give the key a name, after what will use it.";
  return length > 100 ? "A name has at most 100 characters." : null;
}
