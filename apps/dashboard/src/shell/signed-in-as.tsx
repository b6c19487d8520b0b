import { Stack, Text } from "@mantine/core";
import { useSignedIn } from "../accounts/account.js";
import { SignOutButton } from "../identity/sign-out-button.js";

/** Who is signed in, and the way out. */
export function SignedInAs() {
  const { user } = useSignedIn().viewer;
  return (
    <Stack gap={8}>
      <Stack gap={0} px={10}>
        <Text size="sm" fw={500} truncate title={user?.name}>
          {user?.name}
        </Text>
        <Text size="xs" c="dimmed" truncate title={user?.email ?? undefined}>
          {user?.email}
        </Text>
      </Stack>
      <SignOutButton size="xs" />
    </Stack>
  );
}
