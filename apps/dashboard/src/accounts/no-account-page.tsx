import { Stack } from "@mantine/core";
import { IconBuildingOff } from "@tabler/icons-react";
import { SignOutButton } from "../identity/sign-out-button.js";
import { NeedsSecondFactor } from "../second-factor/needs-second-factor.js";
import { Page } from "../shell/page.js";
import { Empty } from "../ui/empty.js";
import { useSignedIn } from "./account.js";

/** For a person who is a member of no account: an operator, or somebody whose membership ended. */
export function NoAccountPage() {
  const { viewer } = useSignedIn();
  if (viewer.lacksSecondFactor) {
    return (
      <Page title="You belong to the provider's staff">
        <NeedsSecondFactor />
      </Page>
    );
  }
  return (
    <Page title={viewer.isOperator ? "You are signed in as an operator" : "You belong to no account"}>
      <Empty icon={<IconBuildingOff />} title="There is no account to show" action={<SignOutButton />}>
        <Stack gap={6}>
          <span>
            Keys, permissions and limits belong to a customer's account
            {viewer.user?.email ? `, and ${viewer.user.email} is a member of none.` : "."}
          </span>
          <span>
            {viewer.isOperator
              ? "Your work as an operator is under Operations. To manage keys of your own, have an owner make you a member, or sign in with another address."
              : "Ask an owner of the account to make you a member."}
          </span>
        </Stack>
      </Empty>
    </Page>
  );
}
