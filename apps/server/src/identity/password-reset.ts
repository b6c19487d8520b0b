import { createHash } from "node:crypto";
import { MoreThan } from "typeorm";
import { change } from "../database/change.js";
import type { Store } from "../database/store.js";
import { inWords, type Letter } from "../mail/letter.js";
import type { MailLink } from "../mail/sealed-letter.js";
import { mailSecurityChange } from "./security-mail.js";
import { Session } from "./session.entity.js";
import type { User } from "./user.entity.js";
import { Verification } from "./verification.entity.js";

/** How long a link leads to a new password, in seconds. */
export const RESET_SECONDS = 60 * 60;
/** Links of one person that work at a time: more mails help nobody, and would fill their mailbox. */
const MOST_LINKS = 5;

interface PasswordResetOptions extends Store {
  mailLink: MailLink;
}

/** Beside links stand sign-ins that wait for a code, for ten minutes: whoever knows the password can begin any number of them. */
const isLink = ({ createdAt, expiresAt }: Verification) =>
  expiresAt.getTime() - createdAt.getTime() > RESET_SECONDS * 500;

/** What is stored of what names a pending proof: whoever reads it can use none. A fast hash: each has more random bits than can be tried. */
export const hashOfIdentifier = async (identifier: string) =>
  createHash("sha256").update(identifier).digest("base64url");

export type MailReset = (user: Pick<User, "id" | "email">, token: string) => Promise<void>;

/**
 * Mails somebody a link to a new password. That its sending is not waited for keeps it from telling that there is such a person. One too many
 * ends unsent: it would keep the person from getting others, for as long as somebody else goes on asking.
 */
export function resetMailer({ database, clock, mailLink }: PasswordResetOptions): MailReset {
  return async ({ id: value, email }, token) => {
    const now = new Date(clock.now());
    const identifier = await hashOfIdentifier(`reset-password:${token}`);
    const open = await database.reader.manager.find(Verification, {
      where: { value, expiresAt: MoreThan(now) },
      order: { id: "ASC" },
    });
    const place = open.filter(isLink).findIndex((link) => link.identifier === identifier);
    if (place >= MOST_LINKS) {
      await database.write((manager) => manager.delete(Verification, { identifier }));
      return;
    }
    const until = new Date(now.getTime() + RESET_SECONDS * 1_000);
    const mail = { recipient: email, letter: letterOf(email, token, until), until };
    await database.write((manager) => mailLink({ manager, now }, mail));
  };
}

/**
 * Ends all sessions of the person, and what else is open to become one: other links, sign-ins that wait for a code. A second factor is still
 * asked for.
 */
export async function endReset(store: Store, userId: string, address: string | null): Promise<void> {
  const actor = { userId, apiKey: null, address };
  await change(store, null, actor, async (work) => {
    const { manager, audit } = work;
    await manager.delete(Session, { userId });
    await manager.delete(Verification, { value: userId });
    const summary = "A person set a new password by a mailed link, and their sessions ended.";
    audit({ action: "password.reset", subjectId: userId, summary });
    await mailSecurityChange(work, userId, "password.reset", address);
  });
}

function letterOf(email: string, token: string, until: Date): Letter {
  return {
    subject: "Set a new password for Latchkey",
    paragraphs: [
      `A new password was asked for, for the person who signs in with this address. The link works once, until ${inWords(until)}.`,
      "If it was not you, do nothing: your password stays as it is.",
    ],
    // What follows `#` reaches no server: by it the page tells password managers whose password it is.
    link: { text: "Set a new password", path: `/reset/${token}#${encodeURIComponent(email)}` },
  };
}
