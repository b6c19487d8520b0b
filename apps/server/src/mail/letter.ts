/** What a mail says, without its form. One that holds a secret is kept sealed in the outbox. */
export interface Letter {
  subject: string;
  paragraphs: string[];
  /** Where to go on from there: a path of the dashboard. */
  link: { text: string; path: string };
  /** How it ends; left out: how one chooses which mails one gets. */
  footer?: string;
}

/** The address of a page of an account: who is in several finds there the one that the mail is about. @param sid safe in an address */
export const inAccount = (path: string, { sid }: { sid: string }) => `${path}?account=${sid}`;

/** A moment in words: "2026-03-01 12:00 UTC". */
export function inWords(moment: Date): string {
  return `${moment.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
