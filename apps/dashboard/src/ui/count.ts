const whole = new Intl.NumberFormat("en-GB");

/** 1204 → "1,204". */
export function formatCount(count: number): string {
  return whole.format(count);
}

/** "1 call", "1,204 calls". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
