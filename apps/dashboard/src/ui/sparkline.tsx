interface SparkPoint {
  /** Drawn as a line. */
  value: number;
  /** Marked below it. */
  marked: boolean;
}

interface Props {
  points: readonly SparkPoint[];
  /** Drawn as a dashed line across. */
  bound: number;
  /** What the picture says, for who does not see it. */
  label: string;
  height?: number;
}

const STEP = 2;

/** A small line over time below a bound, with marks where the bound was hit. */
export function Sparkline({ points, bound, label, height = 32 }: Props) {
  const width = Math.max(1, points.length) * STEP;
  const top = Math.max(bound, ...points.map(({ value }) => value)) * 1.12;
  const floor = height - 3;
  const y = (value: number) => (floor * (1 - value / top)).toFixed(2);
  const line = points
    .map(({ value }, index) => `L${index * STEP} ${y(value)} H${(index + 1) * STEP}`)
    .join(" ");
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className="lk-bars"
      style={{ height }}
    >
      <path d={`M0 ${floor} ${line} V${floor} Z`} fill="var(--lk-accent)" fillOpacity={0.16} />
      <path
        d={`M0 ${floor} ${line}`}
        fill="none"
        stroke="var(--lk-accent)"
        strokeWidth={1.25}
        vectorEffect="non-scaling-stroke"
      />
      <path
        d={`M0 ${y(bound)} H${width}`}
        stroke="var(--mantine-color-dimmed)"
        strokeDasharray="3 3"
        vectorEffect="non-scaling-stroke"
      />
      {points.map(({ marked }, index) =>
        marked ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place
          <rect key={index} x={index * STEP} y={height - 3} width={STEP} height={3} fill="var(--lk-red)" />
        ) : null,
      )}
    </svg>
  );
}
