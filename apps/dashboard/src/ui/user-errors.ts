import { withLocalTimes } from "./time.js";

/** An expected failure in a mutation's payload. */
export interface UserError {
  code: string;
  message: string;
  path: readonly string[] | null;
}

export interface SplitErrors {
  /** The sentence for each field that an error names. */
  byField: Record<string, string>;
  /** Sentences that belong to no field of the form. */
  rest: string[];
  /** Somebody else changed the object since it was loaded. */
  stale: boolean;
}

export const NO_ERRORS: SplitErrors = { byField: {}, rest: [], stale: false };

/** Whether the server has refused something for one of these reasons. */
export function hasCode(errors: readonly UserError[], ...codes: readonly string[]): boolean {
  return errors.some(({ code }) => codes.includes(code));
}

/**
 * Sorts a payload's errors to the form's fields; the deepest part of an error's path that is a field's name counts. Moments that they
 * name are told by the reader's clock.
 */
export function splitErrors(errors: readonly UserError[], fields: readonly string[]): SplitErrors {
  const split: SplitErrors = { byField: {}, rest: [], stale: false };
  for (const error of errors) {
    const field = [...(error.path ?? [])].reverse().find((part) => fields.includes(part));
    const sentence = withLocalTimes(error.message);
    if (error.code === "STALE_VERSION") split.stale = true;
    else if (field === undefined) split.rest.push(sentence);
    else split.byField[field] ??= sentence;
  }
  return split;
}
