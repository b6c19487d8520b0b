import { Skeleton } from "@mantine/core";
import type { CSSProperties } from "react";

interface Props {
  /** Of what it stands for, in pixels: where tables are wide, below 1,100 px, and below 768 px. */
  heights: readonly [wide: number, middle: number, narrow: number];
}

/** Keeps the room of what is on its way, so that nothing below it jumps. */
export function Loading({ heights: [wide, middle, narrow] }: Props) {
  const style = { "--lk-wide": `${wide}px`, "--lk-middle": `${middle}px`, "--lk-narrow": `${narrow}px` };
  return <Skeleton className="lk-loading" style={style as CSSProperties} />;
}
