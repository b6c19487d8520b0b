const HOUR = 3_600_000;

export interface Bar {
  /** Start, epoch milliseconds. */
  at: number;
  allowed: number;
  denied: number;
}

interface Point {
  at: string;
  allowed: number;
  denied: number;
}

/** Sums points into `count` equal bars of `size` milliseconds that end with the one holding `now`. Points outside are left out. */
export function toBars(points: readonly Point[], now: number, count = 24, size = HOUR): Bar[] {
  const last = Math.floor(now / size) * size;
  const first = last - (count - 1) * size;
  const bars = Array.from({ length: count }, (_, index) => ({
    at: first + index * size,
    allowed: 0,
    denied: 0,
  }));
  for (const point of points) {
    const bar = bars[Math.floor((Date.parse(point.at) - first) / size)];
    if (!bar) continue;
    bar.allowed += point.allowed;
    bar.denied += point.denied;
  }
  return bars;
}
