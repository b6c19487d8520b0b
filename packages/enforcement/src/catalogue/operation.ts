/** One operation of the catalogue. */
export interface OperationRule {
  code: string;
  /** Code of its Api. */
  api: string;
  /** In upper case. An operation of HEAD is one of GET. */
  method: string;
  /** With parameters as `{name}`; `{sid}` is the account. */
  path: string;
}

/** The method by which operations and requests are matched. */
export function asMatched(method: string): string {
  return method === "HEAD" ? "GET" : method;
}

/** What is known of an operation that cannot be used. */
export interface LostOperation {
  /** Null: it cannot be read. */
  method: string | null;
  /** Null, or no template: it cannot be read. */
  path: string | null;
}
