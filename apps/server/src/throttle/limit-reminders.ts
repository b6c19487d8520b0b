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
import { accountAndApi, askerOf } from "./limit-mails.js";
import { callsInWords, inDigits } from "./limit-words.js";
import { ThrottleGrant } from "./throttle-grant.entity.js";
import { limitOf } from "./throttle-limit.service.js";

const STAGES = [
  { name: "1d", before: DAY },
  { name: "7d", before: 7 * DAY },
];

/**
 * Writes to accounts whose limit in force ends in 7 days, or in one. Called again and again, by every server: each is told once. A
 * grant that was shorter from the start is not told at that stage. One that can't be told keeps none of the others from it.
 */
export async function remindOfLimits({ database, clock }: Store, onFailure: OnFailure): Promise<void> {
  const now = new Date(clock.now());
  const soon = And(MoreThan(now), LessThanOrEqual(new Date(now.getTime() + 7 * DAY)));
  const { manager } = database.reader;
  const grants = await manager.findBy(ThrottleGrant, { endedAt: IsNull(), validUntil: soon });
  await forEach(grants, (grant) => remind(database, grant, now), onFailure);
}

async function remind(database: Database, grant: ThrottleGrant, now: Date): Promise<void> {
  const { manager } = database.reader;
  const { accountId, createdAt, validUntil } = grant;
  const stage = validUntil && stageOf(STAGES, { from: createdAt, until: validUntil, now });
  if (!stage) return;
  const asker = await askerOf(manager, grant);
  await remindOnce(database, now, {
    kind: `throttleGrant.ends.${stage.name}`,
    subjectId: grant.id,
    recipients: await membersWhoWant(manager, accountId, NotificationKind.LIMIT_ENDS, [asker]),
    letter: (reading) => letterOf(reading, grant, validUntil, now),
  });
}

/** Null: another grant is in force, or the Api has left the catalogue, so that nothing changes when this one ends. */
async function letterOf(
  manager: EntityManager,
  grant: ThrottleGrant,
  end: Date,
  now: Date,
): Promise<Letter | null> {
  const { account, api } = await accountAndApi(manager, grant);
  if (api.retiredAt !== null) return null;
  const inForce = await limitOf(manager, grant.accountId, api, now);
  if (inForce.grantId !== grant.id) return null;
  const next = await limitOf(manager, grant.accountId, api, end);
  return {
    subject: `The limit of ${callsInWords(grant.limit, api)} ends on ${inWords(end)}`,
    paragraphs: [
      `Account ${account.name} (${account.sid}): the granted limit of ${callsInWords(grant.limit, api)} ends on ${inWords(end)}. From then on ${inDigits(next.limit)} are in force.`,
      "If you need it for longer, ask for it before then.",
    ],
    link: { text: "See your limits", path: inAccount("/limits", account) },
  };
}
