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
