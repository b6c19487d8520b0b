import { Group, Text } from "@mantine/core";

export function Logo() {
  return (
    <Group gap={10} wrap="nowrap">
      <img src="/favicon.svg" alt="" width={26} height={26} />
      <Text fw={650} fz="lg" lh={1} style={{ letterSpacing: "-0.015em" }}>
        Latchkey
      </Text>
    </Group>
  );
}
