import type { Change } from "../database/change.js";
import { newId } from "../database/ids.js";
import { inWords, type Letter } from "../mail/letter.js";
import { post } from "../mail/outbox.js";
import { User } from "./user.entity.js";

/** Changes of how somebody signs in, or of what they may do: the subject of the mail, and its first sentence up to the time. */
const CHANGES = {
  "password.changed": [
    "Your password was changed",
    "Your password was changed, and your other sessions ended,",
  ],
  "password.reset": [
    "You have a new password",
    "A new password was set by a mailed link, and your sessions ended,",
  ],
  "secondFactor.enabled": [
    "Your second factor was turned on",
    "Your second factor was turned on, and your other sessions ended,",
  ],
  "secondFactor.disabled": [
    "Your second factor was turned off",
    "Your second factor was turned off, and your other sessions ended: the password alone signs you in,",
  ],
  "secondFactor.removed": [
    "Your second factor was removed",
    "Your second factor was removed, and your sessions ended: the password alone signs you in,",
  ],
  "secondFactor.renewed": [
    "You have new recovery codes",
    "New recovery codes were made for you, and those of before work no longer,",
  ],
  "operator.added": ["You are an operator now", "You were made an operator, who is on the provider's staff,"],
  "operator.removed": [
    "You are no longer an operator",
    "Your rights as an operator, who is on the provider's staff, ended",
  ],
} as const;

type SecurityChange = keyof typeof CHANGES;

/**
 * Mails somebody that what only they should change was changed, in the transaction of it. Nobody can choose not to get these.
 * @param from the address from which it was done, null where that is unknown; "the server": by a command there
 */
export async function mailSecurityChange(
  { manager, now }: Pick<Change, "manager" | "now">,
  userId: string,
  kind: SecurityChange,
  from: string | null,
): Promise<void> {
  const { email } = await manager.findOneByOrFail(User, { id: userId });
  const [title, sentence] = CHANGES[kind];
  const place =
    from === "the server" ? "by whoever runs it, on the server" : `from ${from ?? "an unknown address"}`;
  const letter: Letter = {
    subject: `${title} (Latchkey)`,
    paragraphs: [
      `${sentence} on ${inWords(now)}, ${place}. You sign in to Latchkey as ${email}.`,
      'If you know of it, there is nothing to do. If not: choose another password by "Forgot your password?" on the sign-in page, which ends all sessions, look at Settings, Security, and tell the provider.',
    ],
    link: { text: "See how you sign in", path: "/settings/security" },
    footer: "Everybody gets mails about how they sign in; they can't be turned off.",
  };
  const recipients = [{ userId, email }];
  await post(manager, now, { kind, subjectId: newId("evt", now), recipients, letter });
}
