import { useQuery } from "@apollo/client/react";
import { Alert } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { anyOf } from "../identity/person-name.js";
import { MembersQuery } from "../members/members.graphql.js";
import { listed } from "../ui/listed.js";
import { type Account, useAccount } from "./account.js";

type Role = Exclude<NonNullable<Account["viewerRole"]>, "VIEWER">;

const WORDS: Record<Role, string> = { OWNER: "an owner", ADMIN: "an admin", DEVELOPER: "a developer" };
const MOST_NAMES = 3;

/** For who may only read: which role is needed, and who in the account has it. */
export function WhoMay({ act, roles }: { act: string; roles: readonly Role[] }) {
  const { sid } = useAccount();
  const { data } = useQuery(MembersQuery, { variables: { sid }, fetchPolicy: "cache-first" });
  const people = data?.account.members
    .filter(({ role }) => roles.some((needed) => needed === role))
    .map(({ user }) => user);
  const words = roles.map((role) => WORDS[role]);
  return (
    <Alert color="gray" icon={<IconLock />}>
      Your role can read this. To {act}, one must be {listed(words, "or")} of the account
      {people && people.length > 0 ? `: ask ${anyOf(people, MOST_NAMES)}.` : "."}
    </Alert>
  );
}
