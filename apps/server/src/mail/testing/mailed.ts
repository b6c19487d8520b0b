import type { EntityManager } from "typeorm";
import type { Letter } from "../letter.js";
import { Mail } from "../mail.entity.js";

interface Mailed {
  /** In alphabetical order, without the domain. */
  to: string[];
  letter: Letter | null;
}

export const NOTHING_MAILED: Mailed = { to: [], letter: null };

/** The mails of a kind that are in the outbox: to whom, and the one letter to all of them. @throws Error when there are several letters */
export async function mailed(manager: EntityManager, kind: string): Promise<Mailed> {
  const mails = (await manager.find(Mail)).filter(({ name }) => name.startsWith(`${kind} `));
  const [letter, ...others] = new Set(mails.map(({ letter }) => letter));
  if (others.length > 0) throw new Error(`${others.length + 1} letters of the kind ${kind}`);
  const to = mails.map(({ recipient }) => recipient.replace("@example.com", "")).sort();
  return { to, letter: letter === undefined ? null : JSON.parse(letter) };
}
