/** A failure that whoever starts the program can mend: its message is one line for them, without secrets. */
export class Failure extends Error {}

/** The code of a failed system or driver call, such as `EACCES`; else "unknown error". */
export function codeOf(error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "unknown error";
}
