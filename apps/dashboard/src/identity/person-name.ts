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
