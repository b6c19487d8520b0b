import { createHash, randomBytes } from "node:crypto";
import { randomBase62 } from "@latchkey/enforcement";
import { DAY } from "../durations.js";
import { looksLikeLink } from "../identity/person-name.js";
import { inWords, type Letter } from "../mail/letter.js";
import type { Account } from "./account.entity.js";
import { nameInMails } from "./account-name.js";
import { Role } from "./member.entity.js";

/** How long an invitation is open, in milliseconds. */
export const OPEN_FOR = 7 * DAY;

/** What a link's path ends in: whoever has it can join. 190 random bits. */
export const newLinkToken = () => randomBase62(32, randomBytes);

/** What is stored of it. A fast hash: it has more random bits than can be tried. */
export const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

const ROLES: Record<Role, string> = {
  [Role.OWNER]: "an owner",
  [Role.ADMIN]: "an admin",
  [Role.DEVELOPER]: "a developer",
  [Role.VIEWER]: "a viewer",
};

interface Invited {
  /** Who invites. */
  by: string;
  into: Pick<Account, "name" | "sid">;
  role: Role;
  until: Date;
}

/** The mail with the link. */
export function invitationLetter({ by, into, role, until }: Invited, token: string): Letter {
  const account = nameInMails(into);
  return {
    subject: `You are invited into the account ${account} of Latchkey`,
    paragraphs: [
      `${looksLikeLink(by) ? "Somebody" : by} invites you into the account ${account} of Latchkey, where API keys are managed, as ${ROLES[role]}. The link works once, until ${inWords(until)}.`,
      "If you do not know what this is about, do nothing: nobody joins by your address without the link.",
    ],
    link: { text: "Join the account", path: `/invite/${token}` },
  };
}
