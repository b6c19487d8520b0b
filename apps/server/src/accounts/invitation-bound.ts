import { MoreThanOrEqual } from "typeorm";
import { AuditEvent } from "../audit/audit-event.entity.js";
import type { Change } from "../database/change.js";
import { startOfIds } from "../database/ids.js";
import { refuse, UserErrorCode } from "../graphql/user-error.js";
import { inWords } from "../mail/letter.js";
import type { Role } from "./member.entity.js";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Invitations that an account may send in any 24 hours, those that were withdrawn or used among them: each is a mail in somebody's mailbox. */
export const MOST_A_DAY = 50;
/** How many of them may go to one address. */
export const MOST_TO_ADDRESS = 5;

export const SENT = "invitation.sent";

/** How the audit begins to tell of one; an address holds no space. */
const beginning = (email: string) => `${email} was invited `;

/** The sentence in the audit. @param instead the role of the invitation that ends by it; null: none does */
export function sentSummary(email: string, role: Role, instead: Role | null): string {
  const ended = instead === null ? "" : `, in place of an invitation as ${instead}`;
  return `${beginning(email)}with the role ${role}${ended}.`;
}

/**
 * Nobody is invited beyond the bounds. The audit is what counts: it alone keeps those that were withdrawn. Holds for many at once where
 * the account is locked.
 * @throws Refusal TOO_MANY_INVITATIONS, with when to try again
 */
export async function refuseTooMany(
  { manager, now }: Change,
  accountId: string,
  email: string,
): Promise<void> {
  const since = new Date(now.getTime() - DAY + 1);
  const sent = await manager.find(AuditEvent, {
    where: { accountId, id: MoreThanOrEqual(startOfIds("evt", since)), action: SENT },
    order: { id: "DESC" },
    take: MOST_A_DAY,
  });
  const toAddress = sent.filter(({ summary }) => summary.startsWith(beginning(email)));
  refuseAfter(toAddress[MOST_TO_ADDRESS - 1], `This address was invited ${MOST_TO_ADDRESS} times`, ["email"]);
  refuseAfter(sent[MOST_A_DAY - 1], `The account has sent ${MOST_A_DAY} invitations`, null);
}

/** @param last the one that must be a day old before another can follow */
function refuseAfter(last: AuditEvent | undefined, words: string, path: string[] | null): void {
  if (last === undefined) return;
  // Told in whole minutes: never one too early.
  const again = inWords(new Date(last.at.getTime() + DAY + MINUTE - 1));
  refuse(UserErrorCode.TOO_MANY_INVITATIONS, `${words} within 24 hours. Try again at ${again}.`, path);
}
