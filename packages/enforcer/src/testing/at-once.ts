/** The value itself. Throws for a promise: without a shared counter everything is decided at once. */
export function atOnce<T>(value: T | Promise<T>): T {
  if (value instanceof Promise) throw new Error("it was not decided at once");
  return value;
}
