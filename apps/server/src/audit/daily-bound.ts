import { type FindOptionsWhere, MoreThanOrEqual } from "typeorm";
import type { Change } from "../database/change.js";
import { startOfIds } from "../database/ids.js";
import { DAY, MINUTE } from "../durations.js";
import { refuse, type UserErrorCode } from "../graphql/user-error.js";
import { inWords } from "../mail/letter.js";
import { AuditEvent } from "./audit-event.entity.js";

/**
 * The newest events of the last 24 hours of this kind, by which acts are bounded: the audit alone keeps what was undone since. Holds for
 * many acts at once where a row that they share is locked.
 */
export function eventsWithinADay(
  { manager, now }: Change,
  kind: FindOptionsWhere<AuditEvent>,
  most: number,
): Promise<AuditEvent[]> {
  const since = new Date(now.getTime() - DAY + 1);
  return manager.find(AuditEvent, {
    where: { ...kind, id: MoreThanOrEqual(startOfIds("evt", since)) },
    order: { id: "DESC" },
    take: most,
  });
}

/**
 * @param last the event that must be a day old before another can follow; undefined: none
 * @throws Refusal with when to try again, in whole minutes: never one too early
 */
export function refuseWithinADay(
  last: AuditEvent | undefined,
  { code, words, path }: { code: UserErrorCode; words: string; path: string[] | null },
): void {
  if (last === undefined) return;
  const again = inWords(new Date(last.at.getTime() + DAY + MINUTE - 1));
  refuse(code, `${words} within 24 hours. Try again at ${again}.`, path);
}
