import { Button, type ButtonProps, Group } from "@mantine/core";
import { IconLogout } from "@tabler/icons-react";
import { useState } from "react";
import { FailureAlert } from "../ui/failure-alert.js";
import { signOut } from "./sign-in.js";

/** Ends the session. Stays, and says so, while the server has not ended it. */
export function SignOutButton({ size }: Pick<ButtonProps, "size">) {
  const [pending, setPending] = useState(false);
  const [failed, setFailed] = useState(false);

  async function leave() {
    setPending(true);
    setFailed(false);
    const ended = await signOut();
    setPending(false);
    if (ended) window.location.assign("/sign-in");
    else setFailed(true);
  }

  return (
    <>
      {failed && (
        <FailureAlert title="You are still signed in">
          The server did not end your session. Try again, before you leave this computer to somebody else.
        </FailureAlert>
      )}
      <Group>
        <Button
          variant="default"
          leftSection={<IconLogout size={16} />}
          onClick={leave}
          loading={pending}
          size={size}
        >
          Sign out
        </Button>
      </Group>
    </>
  );
}
