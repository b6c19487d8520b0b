import { Alert, Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useSignedIn } from "../accounts/account.js";
import { PasswordDialog } from "./password-dialog.js";
import { newRecoveryCodes, turnOff } from "./requests.js";

interface Props {
  /** Takes the new codes. They must be kept in component state alone. */
  onCodes: (codes: readonly string[]) => void;
  onTurnedOff: () => void;
}

/** While there is a second factor: other recovery codes, and the way back. */
export function FactorOn({ onCodes, onTurnedOff }: Props) {
  const { viewer } = useSignedIn();
  const [renewing, renew] = useDisclosure(false);
  const [ending, end] = useDisclosure(false);
  return (
    <>
      <Text size="sm">Signing in takes your password and a code from your authenticator app.</Text>
      <Group gap="xs">
        <Button variant="default" onClick={renew.open}>
          New recovery codes
        </Button>
        <Button variant="light" color="red" onClick={end.open}>
          Turn off
        </Button>
      </Group>
      <PasswordDialog
        opened={renewing}
        onClose={renew.close}
        title="Make new recovery codes"
        confirm="Make new codes"
        withCode
        act={newRecoveryCodes}
        onDone={onCodes}
      >
        <Text size="sm">The codes that you have now no longer work then.</Text>
      </PasswordDialog>
      <PasswordDialog
        opened={ending}
        onClose={end.close}
        title="Turn the second factor off"
        confirm="Turn off"
        dangerous
        withCode
        act={turnOff}
        onDone={onTurnedOff}
      >
        <Text size="sm">
          Your password alone signs you in then. The recovery codes end, and so do your other sessions.
        </Text>
        {viewer.isOperator && (
          <Alert color="red" icon={<IconAlertTriangle />}>
            You are an operator. Where the server asks operators for a second factor, you lose an operator's
            rights until you have one again.
          </Alert>
        )}
      </PasswordDialog>
    </>
  );
}
