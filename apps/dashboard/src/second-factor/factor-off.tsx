import { Alert, Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconShieldLock } from "@tabler/icons-react";
import { useSignedIn } from "../accounts/account.js";
import { useReloadViewer } from "../identity/use-reload-viewer.js";
import { toastSaved } from "../ui/toast.js";
import { PasswordDialog } from "./password-dialog.js";
import { beginSetUp, type Secrets } from "./requests.js";

/** While there is no second factor: what it is good for, and the way to it. */
export function FactorOff({ onBegun }: { onBegun: (secrets: Secrets) => void }) {
  const { viewer } = useSignedIn();
  const reload = useReloadViewer();
  const [asking, { open, close }] = useDisclosure(false);

  async function begin(got: Secrets | "on already") {
    if (got !== "on already") return onBegun(got);
    toastSaved("The second factor is on already.");
    await reload();
  }

  return (
    <>
      {viewer.lacksSecondFactor && (
        <Alert color="amber" icon={<IconShieldLock />} title="You don't have your operator's rights yet">
          This server gives operators their rights with a second factor only. You have them as soon as it is
          on.
        </Alert>
      )}
      <Text size="sm">Your password alone signs you in.</Text>
      <Group>
        <Button variant={viewer.lacksSecondFactor ? "filled" : "default"} onClick={open}>
          Set up
        </Button>
      </Group>
      <PasswordDialog
        opened={asking}
        onClose={close}
        title="Set up a second factor"
        confirm="Continue"
        act={beginSetUp}
        onDone={begin}
      >
        <Text size="sm">
          You need an authenticator app, on your phone or in your password manager. Confirm with your password
          that it is you.
        </Text>
      </PasswordDialog>
    </>
  );
}
