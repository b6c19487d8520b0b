import type { EntityManager } from "typeorm";
import type { Database } from "../database/database.js";
import type { Letter } from "./letter.js";
import { type Occasion, post, type Recipient, unwritten } from "./outbox.js";

interface Reminder extends Occasion {
  recipients: readonly Recipient[];
  /** Written when somebody is to be told; null: there is nothing to tell after all. */
  letter: (manager: EntityManager) => Promise<Letter | null>;
}

/** Writes to those of the recipients who were not written to on this occasion yet, by this server or another. */
export async function remindOnce(
  database: Database,
  now: Date,
  { recipients: all, letter: write, ...occasion }: Reminder,
): Promise<void> {
  const { manager } = database.reader;
  const recipients = await unwritten(manager, occasion, all);
  if (recipients.length === 0) return;
  const letter = await write(manager);
  if (letter !== null)
    await database.write((writing) => post(writing, now, { ...occasion, recipients, letter }));
}
