import { registerEnumType } from "type-graphql";
import { Brackets, type SelectQueryBuilder } from "typeorm";
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

/** The actions of each topic, as patterns of LIKE. */
const ACTIONS: Record<AuditTopic, readonly string[]> = {
  KEYS: ["apiKey.%", "token.%", "permissions.%", "allowlist.%"],
  LIMITS: ["throttleRequest.%", "throttleGrant.%"],
  ACCOUNT: ["account.%", "member.%", "invitation.%", "notifications.%"],
  REFUSED: ["%.refused"],
};

/** Leaves the events of these topics. */
export function aboutAny(
  events: SelectQueryBuilder<AuditEvent>,
  topics: readonly AuditTopic[],
): SelectQueryBuilder<AuditEvent> {
  const patterns = topics.flatMap((topic) => ACTIONS[topic]);
  return events.andWhere(
    new Brackets((any) => {
      any.where("1 = 0");
      for (const [at, pattern] of patterns.entries())
        any.orWhere(`event.action LIKE :action${at}`, { [`action${at}`]: pattern });
    }),
  );
}
