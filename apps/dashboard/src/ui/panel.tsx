import { Group, Paper, Stack, Text, Title } from "@mantine/core";
import type { ReactNode, Ref } from "react";

interface Props {
  title: string;
  lead?: ReactNode;
  aside?: ReactNode;
  children?: ReactNode;
  /** Something else was asked for: what is shown fades until that is there. */
  busy?: boolean;
  /** Given where the focus is led to the heading. */
  headingRef?: Ref<HTMLHeadingElement>;
}

/** A framed part of a page, with its heading. */
export function Panel({ title, lead, aside, children, busy, headingRef }: Props) {
  return (
    <Paper component="section" withBorder p="lg" className="lk-panel" aria-label={title} aria-busy={busy}>
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" gap="sm">
          <Stack gap={2} miw={0} flex="1 1 16rem">
            <Title
              order={2}
              ref={headingRef}
              tabIndex={headingRef ? -1 : undefined}
              className={headingRef ? "lk-heading" : undefined}
            >
              {title}
            </Title>
            {lead && (
              <Text size="sm" c="dimmed" component="div">
                {lead}
              </Text>
            )}
          </Stack>
          {aside}
        </Group>
        {children}
      </Stack>
    </Paper>
  );
}
