// What the times of admissions say of a limit: `times` in milliseconds of one clock, in any order.

/** How many were admitted beyond the limit: those with `limit` others in the window that ends with them. */
export function overLimit(times: readonly number[], limit: number, windowSeconds: number): number {
  const sorted = Float64Array.from(times).sort();
  let over = 0;
  for (let at = limit; at < sorted.length; at++) {
    if ((sorted[at] ?? 0) - (sorted[at - limit] ?? 0) < windowSeconds * 1000) over++;
  }
  return over;
}

/** The most milliseconds by which one of them was admitted too early. */
export function tooEarly(times: readonly number[], limit: number, windowSeconds: number): number {
  const sorted = Float64Array.from(times).sort();
  let most = 0;
  for (let at = limit; at < sorted.length; at++) {
    most = Math.max(most, windowSeconds * 1000 - ((sorted[at] ?? 0) - (sorted[at - limit] ?? 0)));
  }
  return most;
}

/** The most that were admitted in any window. */
export function mostInWindow(times: readonly number[], windowSeconds: number): number {
  const sorted = Float64Array.from(times).sort();
  let most = 0;
  for (let at = 0, from = 0; at < sorted.length; at++) {
    while ((sorted[at] ?? 0) - (sorted[from] ?? 0) >= windowSeconds * 1000) from++;
    most = Math.max(most, at - from + 1);
  }
  return most;
}

/** The part that was used, from 0 to 1, of what the limit allows in `windows` windows from the first admission on. */
export function partUsed(
  times: readonly number[],
  limit: number,
  windowSeconds: number,
  windows: number,
): number {
  const sorted = Float64Array.from(times).sort();
  const end = (sorted[0] ?? 0) + windows * windowSeconds * 1000;
  return sorted.filter((time) => time < end).length / (limit * windows);
}
