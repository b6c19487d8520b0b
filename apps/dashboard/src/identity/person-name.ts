import { listed } from "../ui/listed.js";

/** Characters of a person's name; the server's bound. */
export const LONGEST_NAME = 100;

/** Whom something names. */
export interface NamedPerson {
  name: string;
  /** Null for the provider's staff, and for who may not read it. */
  email: string | null;
}

/** "Asha (asha@example.com)" in a sentence or a choice: names are chosen freely, addresses are proved. */
export function personInWords({ name, email }: NamedPerson): string {
  return email === null ? name : `${name} (${email})`;
}

/** Any of several people in a sentence: "Asha (asha@example.com), Ben (ben@example.com) or one of 3 more". `most` are named. */
export function anyOf(people: readonly NamedPerson[], most: number): string {
  const more = people.length - most;
  const others = more > 1 ? [`one of ${more} more`] : more === 1 ? ["one more"] : [];
  return listed([...people.slice(0, most).map(personInWords), ...others], "or");
}
