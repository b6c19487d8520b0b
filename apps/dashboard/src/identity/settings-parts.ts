import type { SignedIn } from "../accounts/account.js";

/** The parts of Settings, in the order of their tabs; `words`: by what else each is found. */
const ALL = [
  { to: "/settings", name: "Profile", words: "you name e-mail account rename sid theme sign out" },
  {
    to: "/settings/security",
    name: "Security",
    words: "password second factor two-factor authenticator recovery codes sessions",
  },
  { to: "/settings/members", name: "Members", words: "people roles invitations invite" },
  { to: "/settings/notifications", name: "Notifications", words: "mails e-mails" },
] as const;

export type SettingsPart = (typeof ALL)[number];

/** Those that this person has: members are an account's, and mails go to members and operators. */
export function settingsParts({
  account,
  viewer,
}: Pick<SignedIn, "account"> & { viewer: Pick<SignedIn["viewer"], "isOperator"> }): SettingsPart[] {
  return ALL.filter(({ to }) => {
    if (to === "/settings/members") return account !== null;
    return to !== "/settings/notifications" || account !== null || viewer.isOperator;
  });
}
