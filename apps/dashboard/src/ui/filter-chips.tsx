import { Chip, Group } from "@mantine/core";
import type { ReactNode } from "react";

interface ChipsProps {
  /** Says to a screen reader what they filter by. */
  label: string;
  children: ReactNode;
}

/** The chips of one filter, side by side. */
export function FilterChips({ label, children }: ChipsProps) {
  return (
    <Group gap={6} role="group" aria-label={label} miw={0} maw="100%">
      {children}
    </Group>
  );
}

interface ChipProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: string;
}

/** One choice of a filter; pressed once more it is taken back, where the page allows that. */
export function FilterChip(props: ChipProps) {
  return <Chip size="sm" variant="light" className="lk-chip" {...props} />;
}
