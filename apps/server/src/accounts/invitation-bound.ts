import { eventsWithinADay, refuseWithinADay } from "../audit/daily-bound.js";
import type { Change } from "../database/change.js";
import { UserErrorCode } from "../graphql/user-error.js";
import type { Role } from "./member.entity.js";

/** Invitations that an account may send in any 24 hours, those that were withdrawn or used among them: each is a mail in somebody's mailbox. */
export const MOST_A_DAY = 50;
/** How many of them may go to one address. */
export const MOST_TO_ADDRESS = 5;

export const SENT = "invitation.sent";

/** How the audit's sentence about one begins. An address holds no space, so that no other one begins alike. */
const beginning = (email: string) => `${email} was invited `;

/** The sentence in the audit. @param instead the role of the invitation that ends by it; null: none does */
export function sentSummary(email: string, role: Role, instead: Role | null): string {
  const ended = instead === null ? "" : `, in place of an invitation as ${instead}`;
  return `${beginning(email)}with the role ${role}${ended}.`;
}

/**
 * Nobody is invited beyond the bounds. Holds for many at once where the account is locked.
 * @throws Refusal TOO_MANY_INVITATIONS, with when to try again
 */
export async function refuseTooMany(change: Change, accountId: string, email: string): Promise<void> {
  const sent = await eventsWithinADay(change, { accountId, action: SENT }, MOST_A_DAY);
  const toAddress = sent.filter(({ summary }) => summary.startsWith(beginning(email)));
  const code = UserErrorCode.TOO_MANY_INVITATIONS;
  refuseWithinADay(toAddress[MOST_TO_ADDRESS - 1], {
    code,
    words: `This address was invited ${MOST_TO_ADDRESS} times`,
    path: ["email"],
  });
  refuseWithinADay(sent[MOST_A_DAY - 1], {
    code,
    words: `The account has sent ${MOST_A_DAY} invitations`,
    path: null,
  });
}
