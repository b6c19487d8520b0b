import { And, type EntityManager, IsNull, LessThanOrEqual, MoreThan } from "typeorm";
import { NotificationKind } from "../accounts/notification.js";
import { membersWhoWant } from "../accounts/recipients.js";
import type { Database } from "../database/database.js";
import type { Store } from "../database/store.js";
import { DAY } from "../durations.js";
import { forEach, type OnFailure } from "../mail/each.js";
import { inAccount, inWords, type Letter } from "../mail/letter.js";
import { remindOnce } from "../mail/remind.js";
import { stageOf } from "../mail/stage.js";
import { LastUse } from "../usage/last-use.entity.js";
import { ApiKey } from "./api-key.entity.js";
import { accountOf, nameOf, usedLast } from "./key-in-letters.js";

const STAGES = [
  { name: "1d", before: DAY },
  { name: "7d", before: 7 * DAY },
];

/**
 * Writes to accounts whose key ends in 7 days, or in one, whether it is used or not: a key that calls once a month is easily forgotten.
 * Called again and again, by every server: each end is told once, and again when it was put off. No stage is told that was already past
 * when the key was made, and nothing of a disabled key. A mail that fails stops none of the others.
 */
export async function remindOfKeyEnds({ database, clock }: Store, onFailure: OnFailure): Promise<void> {
  const now = new Date(clock.now());
  const soon = And(MoreThan(now), LessThanOrEqual(new Date(now.getTime() + 7 * DAY)));
  const keys = await database.reader.manager.findBy(ApiKey, {
    expiresAt: soon,
    deletedAt: IsNull(),
    disabled: false,
  });
  await forEach(keys, (key) => remind(database, key, now), onFailure);
}

async function remind(database: Database, key: ApiKey, now: Date): Promise<void> {
  const { manager } = database.reader;
  const { id, accountId, createdAt, expiresAt, holderId } = key;
  const stage = expiresAt && stageOf(STAGES, { from: createdAt, until: expiresAt, now });
  if (!stage) return;
  await remindOnce(database, now, {
    kind: `apiKey.ends.${stage.name}`,
    subjectId: `${id}@${expiresAt.getTime()}`,
    recipients: await membersWhoWant(manager, accountId, NotificationKind.KEY_ENDS, [holderId]),
    letter: (reading) => letterOf(reading, key, expiresAt),
  });
}

async function letterOf(manager: EntityManager, key: ApiKey, expiresAt: Date): Promise<Letter> {
  const end = inWords(expiresAt);
  const account = await accountOf(manager, key);
  const [use] = await manager.find(LastUse, { where: { apiKeyId: key.id }, order: { at: "DESC" }, take: 1 });
  return {
    subject: `Key "${key.name}" ends on ${end}`,
    paragraphs: [
      `${nameOf(key, account)} ends on ${end}. Calls with it are denied from then on.`,
      use
        ? `${usedLast("It", use)} If it is still needed, give it a later end before then.`
        : "It was never used.",
    ],
    link: { text: "See the key", path: inAccount(`/keys/${key.id}`, account) },
  };
}
