import { type NamedPerson, personInWords } from "../identity/person-name.js";

interface Described {
  holder: NamedPerson | null;
  note: string | null;
  labels: readonly string[];
}

/** What is known about a key, in one line; empty where there is nothing. The holder stands first: a long note is cut off. */
export function aboutKey({ holder, note, labels }: Described): string {
  return [holder && `Held by ${personInWords(holder)}`, note, ...labels].filter(Boolean).join(" · ");
}
