import { Text } from "@mantine/core";
import { useSignedIn } from "../accounts/account.js";
import { Fact, Facts } from "../ui/facts.js";
import { Panel } from "../ui/panel.js";
import { NameForm } from "./name-form.js";
import { LONGEST_NAME } from "./person-name.js";
import { SetMyNameMutation } from "./profile.graphql.js";
import { SignOutButton } from "./sign-out-button.js";

/** Who is signed in: their name can be changed, their address can't. */
export function ProfilePanel() {
  const { viewer, account } = useSignedIn();
  return (
    <Panel title="You">
      <NameForm
        current={viewer.user?.name ?? ""}
        field={{
          label: "Name",
          description: "The others in your accounts see it.",
          name: "name",
          autoComplete: "name",
          maxLength: LONGEST_NAME,
        }}
        empty="Give your name."
        submit="Save the name"
        subject="name"
        document={SetMyNameMutation}
        inputOf={(name) => ({ name })}
        saved={(name) => `You are called ${name} from now on.`}
      />
      <Facts>
        <Fact name="E-mail">{viewer.user?.email ?? "–"}</Fact>
        {viewer.isOperator && <Fact name="Staff">Operator</Fact>}
      </Facts>
      <Text size="sm" c="dimmed">
        You sign in with this address, so it stays.
        {account && " To use another one, have it invited into the account, and leave with this one."}
      </Text>
      <SignOutButton />
    </Panel>
  );
}
