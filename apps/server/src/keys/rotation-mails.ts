import type { EntityManager } from "typeorm";
import { NotificationKind } from "../accounts/notification.js";
import { membersWhoWant } from "../accounts/recipients.js";
import type { Change } from "../database/change.js";
import { inAccount, inWords, type Letter } from "../mail/letter.js";
import { post, type Recipient } from "../mail/outbox.js";
import { LastUse } from "../usage/last-use.entity.js";
import type { ApiKey } from "./api-key.entity.js";
import { accountOf, nameOf, usedLast } from "./key-in-letters.js";
import type { Token } from "./token.entity.js";

/** A new token, and those before it. */
export interface Rotation {
  fresh: Token;
  /** The one before it, with the moment at which it ends; null: there was none. */
  old: Token | null;
  /** One between the two that ended at once; null: there was none. */
  ended: Token | null;
}

/** Tells the account, the key's holder and who did it that a key has a new token. */
export async function mailRotation(
  { manager, now }: Change,
  key: ApiKey,
  { fresh, old, ended, byId }: Rotation & { byId: string | null },
): Promise<void> {
  const use = old && (await manager.findOneBy(LastUse, { tokenId: old.id }));
  const account = await accountOf(manager, key);
  const letter: Letter = {
    subject: `Key "${key.name}" has a new token`,
    paragraphs: [
      `${nameOf(key, account)} has a new token (${fresh.hint}…).${ended ? ` The last one (${ended.hint}…) has ended.` : ""}${old ? ` ${endOf(old, now)}` : ""}`,
      ...(old ? [use ? usedLast("The old one", use) : "The old one was never used."] : []),
    ],
    link: { text: "See the key", path: inAccount(`/keys/${key.id}`, account) },
  };
  const recipients = await whoRotates(manager, key, byId);
  await post(manager, now, { kind: "token.regenerated", subjectId: fresh.id, recipients, letter });
}

function endOf({ hint, retiresAt }: Token, now: Date): string {
  if (retiresAt === null || retiresAt <= now) return `The old one (${hint}…) has ended.`;
  return `The old one (${hint}…) works until ${inWords(retiresAt)}.`;
}

/** Who is written to about a key. @param byId who else it is about */
export function whoRotates(manager: EntityManager, key: ApiKey, byId: string | null): Promise<Recipient[]> {
  return membersWhoWant(manager, key.accountId, NotificationKind.ROTATIONS, [key.holderId, byId]);
}
