import UPlot from "uplot";

/** A level line across the chart. */
export interface Level {
  value: number;
  /** A CSS variable. */
  color: string;
}

export interface Figures {
  /** Epoch milliseconds, ascending. */
  times: readonly number[];
  /** Drawn as a stepped line, with its area. */
  line: readonly number[];
  /** Drawn as bars against an axis of their own at the right. */
  bars: readonly number[];
  levels: readonly Level[];
}

const FONT = '11px "Inter Variable", system-ui, sans-serif';

/** The end of the last point is a time more: it is as wide as the others. */
function closed(times: readonly number[]): number[] {
  const last = times.at(-1) ?? 0;
  return [...times, last + (last - (times.at(-2) ?? last))];
}

const hour = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });

/** The marks of the time axis: hours, and the day below the first of each day. `step` in seconds. */
function timesInWords(splits: readonly number[], step: number): string[] {
  let before = "";
  return splits.map((split) => {
    const date = day.format(split * 1000);
    if (step >= 86_400) return date;
    const first = date !== before;
    before = date;
    return `${hour.format(split * 1000)}${first ? `\n${date}` : ""}`;
  });
}

/** As wide as the longest figure of an axis, in pixels. */
function widthOf(_: UPlot, values: readonly string[] | null): number {
  return 16 + 7 * Math.max(1, ...(values ?? []).map((value) => value.length));
}

/** What uPlot draws, in the order of `series` below. */
export function chartData({ times, line, bars, levels }: Figures): UPlot.AlignedData {
  const seconds = closed(times).map((time) => time / 1000);
  return [
    seconds,
    [...bars, null],
    [...line, line.at(-1) ?? null],
    ...levels.map(({ value }) => seconds.map(() => value)),
  ];
}

/** Axes, scales and strokes; `color` gives a CSS variable's value. */
export function chartLook({ line, bars, levels }: Figures, color: (variable: string) => string) {
  const axis = { stroke: color("--mantine-color-dimmed"), font: FONT, ticks: { show: false } };
  const top = Math.max(1, ...line, ...levels.map(({ value }) => value)) * 1.1;
  const mostBars = Math.max(0, ...bars);
  return {
    scales: {
      x: { time: true },
      y: { range: [0, top] },
      bars: { range: [0, Math.max(4, mostBars * 2)] },
    },
    axes: [
      {
        ...axis,
        // Two lines of text.
        size: 38,
        grid: { show: false },
        values: (_, splits, _axis, _space, step) => timesInWords(splits, step),
      },
      { ...axis, size: widthOf, grid: { stroke: color("--lk-line"), width: 1 } },
      { ...axis, scale: "bars", side: 1, size: widthOf, show: mostBars > 0, grid: { show: false } },
    ],
    series: [
      {},
      {
        scale: "bars",
        fill: `${color("--lk-red")}99`,
        stroke: "transparent",
        width: 0,
        paths: UPlot.paths.bars?.({ size: [0.6, 12, 2], align: 1 }),
        points: { show: false },
      },
      {
        stroke: color("--lk-accent"),
        fill: `${color("--lk-accent")}22`,
        width: 1.5,
        paths: UPlot.paths.stepped?.({ align: 1 }),
        points: { show: false },
      },
      ...levels.map((level) => ({
        stroke: color(level.color),
        width: 1.5,
        dash: [5, 4],
        points: { show: false },
      })),
    ],
  } satisfies Partial<UPlot.Options>;
}
