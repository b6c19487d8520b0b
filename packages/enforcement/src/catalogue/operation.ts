/** One operation of the catalogue. */
export interface OperationRule {
  code: string;
  /** Code of its Api. */
  api: string;
  /** In upper case. HEAD counts as GET. */
  method: string;
  /** With parameters as `{name}`; `{sid}` is the account. */
  path: string;
}

/** The method to compare operations and requests by. */
export function asMatched(method: string): string {
  return method === "HEAD" ? "GET" : method;
}

/** What is still known about an operation that can't be used. */
export interface LostOperation {
  /** Null when it can't be read. */
  method: string | null;
  /** Null when it can't be read; may be text that is no template. */
  path: string | null;
}
