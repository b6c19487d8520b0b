import { useQuery } from "@apollo/client/react";
import { Alert } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { type Account, useAccount } from "./account.js";
import { MembersQuery } from "./identity.graphql.js";
import { personInWords } from "./person-name.js";

type Role = Exclude<NonNullable<Account["viewerRole"]>, "VIEWER">;

const MOST_NAMES = 3;

/** For who may only read: which role is needed, and who in the account has it. */
export function WhoMay({ act, roles }: { act: string; roles: readonly Role[] }) {
  const { sid } = useAccount();
  const { data } = useQuery(MembersQuery, { variables: { sid } });
  const names = data?.account.members
    .filter(({ role }) => roles.some((needed) => needed === role))
    .map(({ user }) => personInWords(user));
  const more = (names?.length ?? 0) - MOST_NAMES;
  return (
    <Alert color="gray" icon={<IconLock />}>
      Your role can read this. To {act}, one must be {inWords(roles)} of the account
      {names && names.length > 0
        ? `: ask ${names.slice(0, MOST_NAMES).join(", ")}${more > 0 ? ` or one of ${more} more` : ""}.`
        : "."}
    </Alert>
  );
}

function inWords(roles: readonly Role[]): string {
  const words = { OWNER: "an owner", ADMIN: "an admin", DEVELOPER: "a developer" };
  return roles
    .map((role) => words[role])
    .join(", ")
    .replace(/, ([^,]*)$/, " or $1");
}
