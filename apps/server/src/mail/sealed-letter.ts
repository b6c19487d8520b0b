import { symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";
import type { Change } from "../database/change.js";
import { newId } from "../database/ids.js";
import type { Letter } from "./letter.js";
import { post } from "./outbox.js";

/** A letter that holds a secret, as the outbox keeps it: encrypted with AUTH_SECRET, which is not in the database. */
export interface SealedLetter {
  sealed: string;
  /** When its link ends, in milliseconds since the epoch: from then on it is sent no more. */
  until: number;
}

/** A letter whose link is a secret; its footer is said here. */
export interface LinkMail {
  recipient: string;
  letter: Omit<Letter, "footer">;
  /** When the link ends. */
  until: Date;
}

/** Puts a mail with such a link into the outbox, in the transaction of what the link is for. */
export type MailLink = (change: Pick<Change, "manager" | "now">, mail: LinkMail) => Promise<void>;

const FOOTER = "Whoever can read this mail can use the link: pass it on to nobody.";

/** @param secret AUTH_SECRET */
export function linkMailer(secret: string): MailLink {
  return async ({ manager, now }, { recipient: email, letter, until }) => {
    const data = JSON.stringify({ ...letter, footer: FOOTER });
    const sealed = { sealed: await symmetricEncrypt({ key: secret, data }), until: until.getTime() };
    const occasion = { kind: "link", subjectId: newId("mai", now) };
    await post(manager, now, { ...occasion, recipients: [{ userId: "", email }], letter: sealed });
  };
}

export const isSealed = (letter: Letter | SealedLetter): letter is SealedLetter => "sealed" in letter;

/** @throws where it was sealed with another AUTH_SECRET */
export async function unsealed(letter: Letter | SealedLetter, secret: string): Promise<Letter> {
  if (!isSealed(letter)) return letter;
  return JSON.parse(await symmetricDecrypt({ key: secret, data: letter.sealed }));
}
