import { Text } from "@mantine/core";

/** Says so where an Api has left the catalogue. */
export function Retired({ api: { retiredAt } }: { api: { retiredAt: string | null } }) {
  return retiredAt === null ? null : (
    <Text size="xs" c="dimmed">
      No longer in the catalogue
    </Text>
  );
}
