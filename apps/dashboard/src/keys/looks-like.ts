/** Characters that nobody sees, and so nobody types: zero-width ones, joiners, marks of direction, and what chooses between two forms of a sign. */
const UNSEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** Whether what somebody has typed is, to the eye, this name: several blanks are seen as one, and an accent is seen, not how it is stored. */
export function looksLike(typed: string, name: string): boolean {
  return seen(typed) === seen(name);
}

function seen(text: string): string {
  return text.normalize("NFC").replace(UNSEEN, "").replace(/\s+/g, " ").trim();
}
