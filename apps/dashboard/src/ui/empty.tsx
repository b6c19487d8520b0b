import { Center, Stack, Text, ThemeIcon } from "@mantine/core";
import type { ReactNode } from "react";

interface Props {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

/** Nothing here: a sentence and one action. */
export function Empty({ icon, title, children, action }: Props) {
  return (
    <Center py={40} px="md">
      <Stack align="center" gap="sm" maw={420} ta="center">
        {icon && (
          <ThemeIcon variant="light" size={44} radius="xl">
            {icon}
          </ThemeIcon>
        )}
        <Text fw={600}>{title}</Text>
        {children && (
          <Text size="sm" c="dimmed" component="div">
            {children}
          </Text>
        )}
        {action}
      </Stack>
    </Center>
  );
}
