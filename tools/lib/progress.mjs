/** Elapsed time for people: "0.8 s", "42 s", "3 min 05 s". */
export function duration(milliseconds) {
  if (milliseconds < 9_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`;
}

/**
 * Shows that `work` is going on, and how long it takes: on a terminal one line that counts, elsewhere a line at the start, every 15 s and at
 * the end.
 * @param {string} title such as "Installing packages"
 */
export async function step(title, work, out = process.stdout) {
  const started = Date.now();
  const elapsed = () => duration(Date.now() - started);
  if (!out.isTTY) out.write(`${title} …\n`);
  const show = out.isTTY
    ? () => out.write(`\r\x1b[K${title} … ${elapsed()}`)
    : () => out.write(`${title}: still at it after ${elapsed()}\n`);
  if (out.isTTY) show();
  const timer = setInterval(show, out.isTTY ? 1_000 : 15_000);
  try {
    const result = await work();
    out.write(`${out.isTTY ? "\r\x1b[K" : ""}${title}: done in ${elapsed()}\n`);
    return result;
  } catch (error) {
    if (out.isTTY) out.write("\r\x1b[K");
    throw error;
  } finally {
    clearInterval(timer);
  }
}
