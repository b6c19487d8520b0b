import { Button, type ButtonProps, Group } from "@mantine/core";
import { IconLogout } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { FailureAlert } from "../ui/failure-alert.js";
import { mayLeave } from "../ui/leaving.js";
import { signOut } from "./sign-in.js";

/** Ends the session, unless something that was typed keeps the person. Stays, and says so, while the server has not ended it. */
export function SignOutButton({ size }: Pick<ButtonProps, "size">) {
  const [pending, setPending] = useState(false);
  const [failed, setFailed] = useState(false);
  const navigate = useNavigate();

  async function leave() {
    if (!(await mayLeave())) return;
    setPending(true);
    setFailed(false);
    const ended = await signOut();
    setPending(false);
    // They were asked already, and nothing stays in memory.
    if (ended) await navigate({ to: "/sign-in", reloadDocument: true, ignoreBlocker: true });
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
