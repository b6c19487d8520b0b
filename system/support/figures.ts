import { KINDS } from "./changes.js";
import type { Arrival } from "./spread.js";

export interface Figures {
  count: number;
  p50: number;
  p99: number;
  max: number;
}

/** The figures in milliseconds. The p-th percentile is the smallest value that p percent of the values do not exceed. */
export function figuresOf(arrivals: readonly Arrival[]): Figures {
  const sorted = arrivals.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const at = (percent: number) => sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? 0;
  return { count: sorted.length, p50: at(50), p99: at(99), max: at(100) };
}

/** A table with a row for each gateway, for all of them, and for each kind of change. */
export function tableOf(title: string, arrivals: readonly Arrival[]): string {
  const gateways = [...new Set(arrivals.map(({ gateway }) => gateway))].sort();
  const rows: [string, readonly Arrival[]][] = [
    ...gateways.map((gateway): [string, Arrival[]] => [
      `gateway ${gateway + 1}`,
      arrivals.filter((arrival) => arrival.gateway === gateway),
    ]),
    ["all gateways", arrivals],
    ...KINDS.map((kind): [string, Arrival[]] => [
      kind,
      arrivals.filter(({ change }) => change.kind === kind),
    ]),
  ];
  const lines = rows.map(([name, part]) => {
    const { count, p50, p99, max } = figuresOf(part);
    return `  ${name.padEnd(18)}${cell(count)}${cell(p50)}${cell(p99)}${cell(max)}`;
  });
  return [
    title,
    `  ${"".padEnd(18)}${["arrivals", "p50 ms", "p99 ms", "max ms"].map((head) => head.padStart(10)).join("")}`,
    ...lines,
  ].join("\n");
}

function cell(value: number): string {
  return String(Math.round(value)).padStart(10);
}
