import { Box, Button, Group, Paper, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { CopyAsGraphql, type Write } from "./copy-as-graphql.js";
import { Shortcut } from "./shortcut.js";
import { useSaveKey } from "./use-save-key.js";

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

/** Appears with the first change and stays in view until it is saved, also by Ctrl+Enter, or discarded. */
export function SaveBar({ save, pending, onSave, onDiscard, write, children }: Props) {
  useSaveKey(onSave);
  return (
    <Paper
      ref={coverNothing}
      withBorder
      p="md"
      className="lk-save"
      component="section"
      aria-label="Unsaved changes"
    >
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
            <Button onClick={onSave} loading={pending} aria-keyshortcuts="Control+Enter Meta+Enter">
              {save}
              <Box component="span" className="lk-wide-only" ml={10}>
                <Shortcut name="Enter" />
              </Box>
            </Button>
          </Group>
        </Group>
      </Group>
    </Paper>
  );
}

/** Keeps what the keyboard reaches from lying behind the bar, however high that is, and also where the bar grows over it. */
function coverNothing(bar: HTMLElement) {
  const measured = new ResizeObserver(() => {
    document.documentElement.style.setProperty("--lk-save-height", `${bar.offsetHeight}px`);
    const reached = document.querySelector("main :focus-visible");
    if (reached && !bar.contains(reached) && overlap(reached, bar))
      reached.scrollIntoView({ block: "nearest" });
  });
  measured.observe(bar);
  return () => measured.disconnect();
}

function overlap(one: Element, other: Element): boolean {
  const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
  return a.top < b.bottom && a.bottom > b.top;
}
