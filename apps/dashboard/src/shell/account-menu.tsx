import { Badge, NativeSelect, Stack, Text } from "@mantine/core";
import { useSignedIn } from "../accounts/account.js";
import { CANNOT_SWITCH, useSwitchAccount } from "../accounts/use-switch-account.js";
import { accountChoices } from "./account-choices.js";

/** The open account's name; a choice where the person is a member of several. */
export function AccountMenu() {
  const { account, viewer } = useSignedIn();
  const { switchAccount, blocked } = useSwitchAccount();
  if (!account)
    return viewer.isOperator ? (
      <Badge variant="light" color="plum" ml={10}>
        Operator
      </Badge>
    ) : null;
  if (viewer.accounts.length > 1) {
    return (
      <Stack gap={4}>
        <NativeSelect
          aria-label="Account"
          value={account.sid}
          onChange={(event) => switchAccount(event.currentTarget.value)}
          error={blocked && CANNOT_SWITCH}
          data={accountChoices(viewer.accounts)}
        />
        <Text size="xs" c="dimmed" px={10} className="lk-mono">
          {account.sid}
        </Text>
      </Stack>
    );
  }
  return (
    <Stack gap={0} px={10}>
      <Text fw={600} size="sm" truncate>
        {account.name}
      </Text>
      <Text size="xs" c="dimmed" className="lk-mono">
        {account.sid}
      </Text>
    </Stack>
  );
}
