import { Button, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { addressIn } from "../accounts/account.js";
import { SignInForm } from "../identity/sign-in-form.js";
import { FailureAlert } from "../ui/failure-alert.js";
import { type Invited, join } from "./accept-invitation.js";

interface Props {
  token: string;
  invited: Invited;
  onOver: () => void;
}

/** For somebody who signs in already: joins, after signing in where that is not who is signed in here. */
export function JoinAsKnown({ token, invited: { account, sid, email }, onOver }: Props) {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [signingIn, setSigningIn] = useState(false);

  async function accept() {
    if (pending) return;
    setPending(true);
    setFailure(null);
    const joined = await join(token);
    // The account is one more to know: everything begins anew, there.
    if (joined === null) return window.location.assign(addressIn("/", sid));
    setPending(false);
    if (joined === "over") return onOver();
    if (joined === "sign-in-first") return setSigningIn(true);
    setFailure(joined.sentence);
  }

  if (signingIn)
    return (
      <Stack gap="md">
        <Text size="sm">Sign in with this address to join.</Text>
        <SignInForm
          email={email}
          onSignedIn={() => {
            setSigningIn(false);
            void accept();
          }}
        />
      </Stack>
    );
  return (
    <Stack gap="md">
      {failure && <FailureAlert>{failure}</FailureAlert>}
      <Button onClick={accept} loading={pending}>
        Join {account}
      </Button>
    </Stack>
  );
}
