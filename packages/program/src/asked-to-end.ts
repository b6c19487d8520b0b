/** Resolves when SIGTERM or SIGINT asks the process to end. From the call on neither ends it by itself, however often it comes. */
export function askedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => resolve());
  });
}
