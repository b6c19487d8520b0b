import { useRef, useState } from "react";
import { focusFirstError } from "./focus-error.js";
import { NO_ERRORS, splitErrors, type UserError } from "./user-errors.js";

interface Payload {
  errors: readonly UserError[];
}

export type Save = ReturnType<typeof useSave>;

/** Runs a mutation once at a time and sorts what it refuses to the form's `fields`. */
export function useSave(fields: readonly string[] = []) {
  const [errors, setErrors] = useState(NO_ERRORS);
  const [error, setError] = useState<unknown>(null);
  const [refused, setRefused] = useState<readonly UserError[]>([]);
  const [pending, setPending] = useState(false);
  const running = useRef(false);

  /** Gives the payload of a success, null when nothing was changed. */
  async function run<P extends Payload>(act: () => Promise<P | undefined>): Promise<P | null> {
    if (running.current) return null;
    running.current = true;
    setPending(true);
    setError(null);
    try {
      const payload = await act();
      const refusals = payload?.errors ?? [];
      setRefused(refusals);
      const split = splitErrors(refusals, fields);
      setErrors(split);
      if (Object.keys(split.byField).length > 0) focusFirstError();
      return payload && refusals.length === 0 ? payload : null;
    } catch (thrown) {
      setError(thrown);
      return null;
    } finally {
      running.current = false;
      setPending(false);
    }
  }

  /** Refuses what the form itself can see to be wrong. Gives null: nothing is sent. */
  function refuse(byField: Record<string, string>): null {
    setErrors({ ...NO_ERRORS, byField });
    focusFirstError();
    return null;
  }

  function clear() {
    setErrors(NO_ERRORS);
    setError(null);
    setRefused([]);
  }

  return { run, pending, error, errors, refused, refuse, clear };
}
