import { availableParallelism, cpus } from "node:os";
import { BARS, type BarName, holds, limitOf } from "./bars.js";
import type { FigureName, Measured } from "./figures.js";

export type Report = Partial<Record<FigureName, Measured>>;

/** The bars that were missed. */
export function missed(report: Report): BarName[] {
  return barsOf(report).flatMap(([name, value]) => (holds(name, value) ? [] : [name]));
}

/** The report as Markdown. `now`: when it was measured. */
export function toMarkdown(report: Report, now: Date): string {
  const bars = barsOf(report).map(([name, value]) => {
    const { says, unit } = BARS[name];
    return `| ${says} | ${round(value)} ${unit} | ${limitOf(name)} | ${holds(name, value) ? "holds" : "**MISSED**"} |`;
  });
  const beside = Object.values(report).flatMap(({ beside }) =>
    Object.entries(beside).map(([what, value]) => `| ${what} | ${value} |`),
  );
  const machine = `${availableParallelism()} cores (${cpus()[0]?.model ?? "unknown"}), Node.js ${process.version}`;
  return [
    `Measured ${now.toISOString().slice(0, 10)} on ${machine}.`,
    table(["What must hold", "Measured", "Bar", ""], bars),
    table(["Behind it, medians", ""], beside),
  ].join("\n\n");
}

function barsOf(report: Report): [BarName, number][] {
  return Object.values(report).flatMap(({ bars }) => Object.entries(bars) as [BarName, number][]);
}

function table(head: string[], rows: string[]): string {
  return [`| ${head.join(" | ")} |`, `|${"---|".repeat(head.length)}`, ...rows].join("\n");
}

function round(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en") : value.toFixed(2);
}
