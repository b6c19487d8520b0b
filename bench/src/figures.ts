import type { BarName } from "./bars.js";
import { decide } from "./figures/decide.js";
import { listener } from "./figures/listener.js";
import { million } from "./figures/million.js";
import { throttle } from "./figures/throttle.js";

/** One benchmark. Another one is a file in `figures/`, a line in FIGURES, and a line in BARS for each thing that must hold. */
export interface Figure {
  /** The services that it needs, as `tools/services` names them. */
  services: readonly ("mysql" | "redis")[];
  measure(): Promise<Measured>;
}

export interface Measured {
  /** Values for the bars, in the unit of each. */
  bars: Partial<Record<BarName, number>>;
  /** What helps to read them, as text with its unit. */
  beside: Record<string, string>;
}

export const FIGURES = { decide, million, listener, throttle } satisfies Record<string, Figure>;

export type FigureName = keyof typeof FIGURES;

/**
 * The benchmarks of these names, or all when no name is given.
 * @throws Error with one line when there is none of a name
 */
export function chosen(names: readonly string[]): FigureName[] {
  const all = Object.keys(FIGURES) as FigureName[];
  for (const name of names) {
    if (!Object.hasOwn(FIGURES, name)) throw new Error(`There is no benchmark "${name}": ${all.join(", ")}.`);
  }
  return names.length === 0 ? all : all.filter((name) => names.includes(name));
}
