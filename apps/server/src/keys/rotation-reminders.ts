import type { EntityManager } from "typeorm";
import { toDate } from "../database/columns.js";
import type { Database } from "../database/database.js";
import type { Store } from "../database/store.js";
import { DAY, HOUR } from "../durations.js";
import { forEach, type OnFailure } from "../mail/each.js";
import { inAccount, inWords, type Letter } from "../mail/letter.js";
import { remindOnce } from "../mail/remind.js";
import { stageOf } from "../mail/stage.js";
import { LastUse } from "../usage/last-use.entity.js";
import { ApiKey } from "./api-key.entity.js";
import { accountOf, nameOf, usedLast } from "./key-in-letters.js";
import { whoRotates } from "./rotation-mails.js";
import { Token } from "./token.entity.js";

const STAGES = [
  { name: "2h", before: 2 * HOUR },
  { name: "24h", before: DAY },
];

/** An old token in its grace period that is still used. */
interface Retiring {
  id: string;
  hint: string;
  apiKeyId: string;
  regeneratedAt: Date;
  retiresAt: Date;
  usedAt: Date;
  address: string | null;
  operation: string | null;
}

/**
 * Writes to accounts whose old token ends in 24 hours, or in 2, and was still used in the last 24 hours, after the new one was made. Called
 * again and again, by every server: each stage is told once. A mail that fails stops none of the others.
 */
export async function remindOfRotations({ database, clock }: Store, onFailure: OnFailure): Promise<void> {
  const now = new Date(clock.now());
  const tokens = await stillUsed(database.reader.manager, now);
  await forEach(tokens, (token) => remind(database, token, now), onFailure);
}

async function remind(database: Database, token: Retiring, now: Date): Promise<void> {
  const { manager } = database.reader;
  const stage = stageOf(STAGES, { from: token.regeneratedAt, until: token.retiresAt, now });
  if (stage === null) return;
  const key = await manager.findOneByOrFail(ApiKey, { id: token.apiKeyId });
  await remindOnce(database, now, {
    kind: `token.ends.${stage.name}`,
    subjectId: token.id,
    recipients: await whoRotates(manager, key, null),
    letter: (reading) => letterOf(reading, key, token),
  });
}

async function letterOf(manager: EntityManager, key: ApiKey, token: Retiring): Promise<Letter> {
  const end = inWords(token.retiresAt);
  const account = await accountOf(manager, key);
  return {
    subject: `The old token of key "${key.name}" ends on ${end}, and is still used`,
    paragraphs: [
      `${nameOf(key, account)}: the old token (${token.hint}…) ends on ${end}. Calls with it are denied from then on.`,
      usedLast("The old one", { ...token, at: token.usedAt }),
    ],
    link: { text: "See who uses it", path: inAccount(`/keys/${key.id}`, account) },
  };
}

/** Sums and instants come as text from MySQL's driver. */
type Raw = { [Name in keyof Retiring]: Retiring[Name] extends Date ? string : Retiring[Name] };

async function stillUsed(manager: EntityManager, now: Date): Promise<Retiring[]> {
  const rows = await manager
    .createQueryBuilder()
    .select("old.id", "id")
    .addSelect("old.hint", "hint")
    .addSelect("old.apiKeyId", "apiKeyId")
    .addSelect("fresh.createdAt", "regeneratedAt")
    .addSelect("old.retiresAt", "retiresAt")
    .addSelect("last.at", "usedAt")
    .addSelect("last.address", "address")
    .addSelect("last.operation", "operation")
    .from(Token, "old")
    .innerJoin(Token, "fresh", "fresh.apiKeyId = old.apiKeyId AND fresh.retiresAt IS NULL")
    .innerJoin(ApiKey, "apiKey", "apiKey.id = old.apiKeyId AND apiKey.deletedAt IS NULL")
    .innerJoin(LastUse, "last", "last.tokenId = old.id AND last.at >= fresh.createdAt")
    .where("old.retiresAt > :now AND old.retiresAt <= :soon", {
      now: now.getTime(),
      soon: now.getTime() + DAY,
    })
    .andWhere("old.deletedAt IS NULL AND last.at > :since", { since: now.getTime() - DAY })
    .getRawMany<Raw>();
  return rows.map((row) => ({
    ...row,
    regeneratedAt: toDate(row.regeneratedAt),
    retiresAt: toDate(row.retiresAt),
    usedAt: toDate(row.usedAt),
  }));
}
