import { Group } from "@mantine/core";
import type { ReactNode } from "react";

interface Props {
  /** A CSS variable. */
  color: string;
  /** It is drawn as a dashed line. */
  line?: boolean;
  children: ReactNode;
}

/** What a colour of a chart stands for. */
export function Legend({ color, line = false, children }: Props) {
  const style = line
    ? { width: 14, borderTop: `2px dashed ${color}` }
    : { width: 10, height: 10, borderRadius: 2, background: color };
  return (
    <Group gap={6}>
      <span aria-hidden className="lk-swatch" style={style} />
      {/* In one piece: a Group leaves out a child that is 0. */}
      <span>{children}</span>
    </Group>
  );
}
