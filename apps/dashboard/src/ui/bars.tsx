interface Bar {
  at: number;
  allowed: number;
  denied: number;
}

interface Props {
  bars: readonly Bar[];
  /** What the picture says, for who does not see it. */
  label: string;
  height?: number;
}

const WIDTH = 6;
const GAP = 2;

/** Stacked bars of allowed and denied calls. */
export function Bars({ bars, label, height = 28 }: Props) {
  const top = Math.max(1, ...bars.map((bar) => bar.allowed + bar.denied));
  const width = bars.length * (WIDTH + GAP) - GAP;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className="lk-bars"
      style={{ height }}
    >
      {bars.map((bar, index) => {
        const allowed = ((height - 1) * bar.allowed) / top;
        const denied = ((height - 1) * bar.denied) / top;
        const x = index * (WIDTH + GAP);
        return (
          <g key={bar.at}>
            <rect x={x} y={height - 1} width={WIDTH} height={1} fill="var(--lk-line)" />
            <rect x={x} y={height - allowed} width={WIDTH} height={allowed} fill="var(--lk-accent)" />
            <rect x={x} y={height - allowed - denied} width={WIDTH} height={denied} fill="var(--lk-red)" />
          </g>
        );
      })}
    </svg>
  );
}
