import { registerEnumType } from "type-graphql";
import type { SelectQueryBuilder } from "typeorm";
import type { AuditEvent } from "./audit-event.entity.js";

/** What an event is about. */
export enum AuditTopic {
  KEYS = "KEYS",
  LIMITS = "LIMITS",
  ACCOUNT = "ACCOUNT",
  REFUSED = "REFUSED",
}
registerEnumType(AuditTopic, {
  name: "AuditTopic",
  description: "What an event is about.",
  valuesConfig: {
    KEYS: { description: "A key, its tokens, permissions or allowlist." },
    LIMITS: { description: "A request for another limit, or a granted one." },
    ACCOUNT: { description: "The account itself, its members, whom they invite, or what they chose." },
    REFUSED: { description: "What somebody tried and was not allowed." },
  },
});

/** What stands before the dot in the actions of each topic; what was refused is named after the mutation, and ends in `.refused`. */
const SUBJECTS: Record<Exclude<AuditTopic, AuditTopic.REFUSED>, readonly string[]> = {
  KEYS: ["apiKey", "token", "permissions", "allowlist"],
  LIMITS: ["throttleRequest", "throttleGrant"],
  ACCOUNT: ["account", "member", "invitation", "notifications"],
};

const cases = Object.entries(SUBJECTS).flatMap(([topic, subjects]) =>
  subjects.map((subject) => `WHEN '${subject}' THEN '${topic}'`),
);

/** The topic of an action, in SQL: NULL for one of none. Whoever changes it makes the column `topic` anew, by a migration. */
export const TOPIC_OF_ACTION = `CASE SUBSTR(\`action\`, 1, INSTR(\`action\`, '.') - 1) ${cases.join(" ")} ELSE CASE SUBSTR(\`action\`, -8) WHEN '.refused' THEN 'REFUSED' END END`;

/**
 * Leaves the events of these topics.
 * @param alone whether the topics are all that chooses them. If not, SQLite must not use their index: nearly all events are about keys, which
 * SQLite does not know. A sign before the column keeps it from that
 */
export function aboutAny(
  events: SelectQueryBuilder<AuditEvent>,
  topics: readonly AuditTopic[],
  { alone }: { alone: boolean },
): void {
  const isSqlite = events.connection.options.type !== "mysql";
  if (topics.length === 0) events.andWhere("1 = 0");
  else events.andWhere(`${isSqlite && !alone ? "+ " : ""}event.topic IN (:...topics)`, { topics });
}
