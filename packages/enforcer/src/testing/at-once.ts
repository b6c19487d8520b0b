/** What was decided without asking anybody, as all decisions are where nothing is shared. */
export function atOnce<T>(value: T | Promise<T>): T {
  if (value instanceof Promise) throw new Error("it was not decided at once");
  return value;
}
