import { type NamedPerson, personInWords } from "../identity/person-name.js";

interface Described {
  holder: NamedPerson | null;
  note: string | null;
  labels: readonly string[];
}

/** What is known about a key, part by part, each once. The holder stands first: a long note is cut off. */
export function aboutKey({ holder, note, labels }: Described): string[] {
  const known = [holder && `Held by ${personInWords(holder)}`, note, ...labels];
  return [...new Set(known)].filter((part): part is string => Boolean(part));
}
