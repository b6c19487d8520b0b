import { Button, Group, Paper, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { CopyAsGraphql, type Write } from "./copy-as-graphql.js";

interface Props {
  /** The button's text: "Save permissions". */
  save: string;
  pending: boolean;
  onSave: () => void;
  onDiscard: () => void;
  write: Write;
  /** What saving changes. */
  children: ReactNode;
}

/** Appears with the first change and stays in view until it is saved or discarded. */
export function SaveBar({ save, pending, onSave, onDiscard, write, children }: Props) {
  return (
    <Paper withBorder p="md" className="lk-save" component="section" aria-label="Unsaved changes">
      <Group justify="space-between" gap="md">
        <Stack gap={4} flex="1 1 280px" miw={0}>
          {children}
        </Stack>
        <Group gap="xs">
          <CopyAsGraphql write={write} />
          <Group gap="xs">
            <Button variant="default" onClick={onDiscard} disabled={pending}>
              Discard
            </Button>
            <Button onClick={onSave} loading={pending}>
              {save}
            </Button>
          </Group>
        </Group>
      </Group>
    </Paper>
  );
}
