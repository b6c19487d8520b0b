import { Badge, Group, NativeSelect, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { CANNOT_SWITCH, switchAccount, useSignedIn } from "../identity/account.js";

/** The open account's name; a choice where the person is a member of several. */
export function AccountMenu() {
  const { account, viewer } = useSignedIn();
  const [blocked, setBlocked] = useState(false);
  if (!account)
    return viewer.isOperator ? (
      <Badge variant="light" color="plum" ml={10}>
        Operator
      </Badge>
    ) : null;
  if (viewer.accounts.length > 1) {
    return (
      <NativeSelect
        aria-label="Account"
        value={account.sid}
        onChange={(event) => setBlocked(!switchAccount(event.currentTarget.value))}
        error={blocked && CANNOT_SWITCH}
        data={viewer.accounts.map(({ sid, name }) => ({ value: sid, label: name }))}
      />
    );
  }
  return (
    <Stack gap={0} px={10}>
      <Text fw={600} size="sm" truncate>
        {account.name}
      </Text>
      <Group gap={6}>
        <Text size="xs" c="dimmed" className="lk-mono">
          {account.sid}
        </Text>
      </Group>
    </Stack>
  );
}
