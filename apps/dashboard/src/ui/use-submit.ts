import { type FormEvent, useState } from "react";
import { focusFirstError } from "./focus-error.js";

/**
 * A form that is sent once at a time. `act` gives why it was refused, null where it was not; the reason stands until the form is sent
 * again, and the focus is led to the field to blame.
 */
export function useSubmit<Problem>(act: () => Promise<Problem | null>, first: Problem | null = null) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState(first);

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    setPending(true);
    setProblem(null);
    const refused = await act();
    setPending(false);
    setProblem(refused);
    if (refused !== null) focusFirstError();
  }

  return { onSubmit, pending, problem, setProblem };
}
