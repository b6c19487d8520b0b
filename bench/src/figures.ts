import type { BarName } from "./bars.js";
import { decide } from "./figures/decide.js";
import { listener } from "./figures/listener.js";
import { million } from "./figures/million.js";
import { throttle } from "./figures/throttle.js";

/** One benchmark. Another is a file in `figures/`, a line in FIGURES and a line in BARS for each thing that must hold. */
export interface Figure {
  /** What it needs beside Node.js, as `tools/services` names it. */
  services: readonly ("mysql" | "redis")[];
  measure(): Promise<Measured>;
}

export interface Measured {
  /** What must hold. */
  bars: Partial<Record<BarName, number>>;
  /** What helps to read it: in words, with its unit. */
  beside: Record<string, string>;
}

export const FIGURES = { decide, million, listener, throttle } satisfies Record<string, Figure>;

export type FigureName = keyof typeof FIGURES;

/**
 * The figures of these names; all of them for none.
 * @throws Error with one line, when there is none of a name
 */
export function chosen(names: readonly string[]): FigureName[] {
  const all = Object.keys(FIGURES) as FigureName[];
  for (const name of names) {
    if (!Object.hasOwn(FIGURES, name)) throw new Error(`There is no benchmark "${name}": ${all.join(", ")}.`);
  }
  return names.length === 0 ? all : all.filter((name) => names.includes(name));
}
