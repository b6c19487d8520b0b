import { type EntityManager, In } from "typeorm";
import { newId } from "../database/ids.js";
import { violatesUnique } from "../database/unique-violation.js";
import type { Letter } from "./letter.js";
import { Mail } from "./mail.entity.js";
import type { SealedLetter } from "./sealed-letter.js";

const NAME_INDEX = { name: "mail_once", columns: ["mail.name"] };

/** Somebody who can be written to. */
export interface Recipient {
  userId: string;
  email: string;
}

/** What is told once, about one thing: "throttleRequest.created", of this request, say. */
export interface Occasion {
  kind: string;
  subjectId: string;
}

/**
 * Puts a mail for each recipient into the outbox, in the transaction of what it tells. Whoever was written to on this occasion before,
 * by this server or another, is not written to again.
 */
export async function post(
  manager: EntityManager,
  now: Date,
  {
    recipients,
    letter,
    ...occasion
  }: Occasion & { recipients: readonly Recipient[]; letter: Letter | SealedLetter },
): Promise<void> {
  for (const { userId, email } of await unwritten(manager, occasion, recipients)) {
    const rest = { createdAt: now, dueAt: now, attempts: 0, sentAt: null, failure: null };
    const mail = {
      name: nameOf(occasion, userId),
      recipient: email,
      letter: JSON.stringify(letter),
      ...rest,
    };
    await manager.insert(Mail, { id: newId("mai", now), ...mail }).catch((error) => {
      if (!violatesUnique(error, NAME_INDEX)) throw error;
    });
  }
}

/** Those of the recipients who were not written to on this occasion yet. */
export async function unwritten<R extends Recipient>(
  manager: EntityManager,
  occasion: Occasion,
  recipients: readonly R[],
): Promise<R[]> {
  const names = recipients.map(({ userId }) => nameOf(occasion, userId));
  const written = await manager.find(Mail, { where: { name: In(names) }, select: { name: true } });
  const known = new Set(written.map(({ name }) => name));
  return recipients.filter(({ userId }) => !known.has(nameOf(occasion, userId)));
}

const nameOf = ({ kind, subjectId }: Occasion, userId: string) => `${kind} ${subjectId} ${userId}`;
