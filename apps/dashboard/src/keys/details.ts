import { fromLocalInput } from "../ui/local-input.js";

/** What a form about a key's details holds; `expires` is the text of a datetime-local input. */
export interface Details {
  name: string;
  note: string;
  environment: "PRODUCTION" | "TEST";
  labels: string[];
  expires: string;
}

export const DETAIL_FIELDS = ["name", "note", "environment", "labels", "expiresAt"] as const;

/** The form's content as the API takes it; an empty note or end is null. */
export function toInput(details: Details) {
  return {
    name: details.name.trim(),
    note: details.note.trim() || null,
    environment: details.environment,
    labels: details.labels,
    expiresAt: fromLocalInput(details.expires),
  };
}

/** The sentence for a name that the server would refuse; null for a good one. */
export function nameProblem(name: string): string | null {
  const length = [...name.trim()].length;
  if (length === 0) return "Give the key a name, after what will use it.";
  return length > 100 ? "A name has at most 100 characters." : null;
}
