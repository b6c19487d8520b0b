import { Group } from "@mantine/core";
import type { ReactNode } from "react";
import { CopyAsGraphql, type Write } from "./copy-as-graphql.js";

interface Props {
  write: Write;
  /** The buttons, from what does no harm to what is meant. */
  children: ReactNode;
}

/** The last line of a dialog. Where there is no room for all of it, the buttons stay together. */
export function DialogActions({ write, children }: Props) {
  return (
    <Group justify="flex-end" gap="xs">
      <Group flex="1 0 auto">
        <CopyAsGraphql write={write} />
      </Group>
      <Group justify="flex-end" gap="xs">
        {children}
      </Group>
    </Group>
  );
}
