import "uplot/dist/uPlot.min.css";
import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useRef } from "react";
import UPlot from "uplot";
import { chartData, chartLook, type Figures } from "./chart-look.js";

interface Props extends Figures {
  /** What the picture says, for who does not see it. */
  label: string;
  height: number;
  /** The point under the pointer; null when it has left. */
  onPoint: (index: number | null) => void;
}

/** A chart over time, with axes. Its code is loaded when it is first shown. */
export default function LineChart({ label, height, onPoint, ...figures }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme();
  // A new picture only for other figures: a poll that brings the same ones leaves it alone.
  const drawn = JSON.stringify(figures);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `drawn` stands for the figures, the theme for its colours
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const last = figures.times.length - 1;
    const style = getComputedStyle(element);
    const chart = new UPlot(
      {
        ...chartLook(figures, (variable) => style.getPropertyValue(variable).trim()),
        width: element.clientWidth,
        height,
        legend: { show: false },
        cursor: { drag: { x: false, y: false }, y: false, points: { show: false } },
        hooks: {
          setCursor: [({ cursor }) => onPoint(cursor.idx == null ? null : Math.min(cursor.idx, last))],
        },
      },
      chartData(figures),
      element,
    );
    const resized = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height }));
    resized.observe(element);
    return () => {
      resized.disconnect();
      chart.destroy();
    };
  }, [drawn, scheme, height]);

  return (
    <div ref={frame} role="img" aria-label={label} style={{ height, minWidth: 0, overflow: "hidden" }} />
  );
}
