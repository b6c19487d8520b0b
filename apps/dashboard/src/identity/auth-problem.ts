import { FOREIGN } from "../apollo/problem.js";
import { counted } from "../ui/count.js";
import { type AuthAnswer, isDone } from "./auth-request.js";

/** Why something about signing in did not work, as it is told to a person. */
export interface AuthProblem<Field extends string = string> {
  sentence: string;
  /** Where something wrong was typed: it is said beside this field. Null: no field is to blame. */
  field: Field | null;
}

export const LOCKED = "Ten wrong codes: they are refused for 15 minutes now. Try again after that.";

/** Null where it worked. `typed`: for each field the sentences for what was typed wrong there, by the code of the answer. */
export function authProblem<Field extends string>(
  answer: AuthAnswer,
  typed: Record<Field, Record<string, string>>,
): AuthProblem<Field> | null {
  if (isDone(answer)) return null;
  for (const field in typed) {
    const sentence = typed[field][answer.code ?? ""];
    if (sentence) return { sentence, field };
  }
  return { sentence: otherwise(answer), field: null };
}

function otherwise({ status, code, retryAfter }: AuthAnswer): string {
  if (code === "ACCOUNT_TEMPORARILY_LOCKED") return LOCKED;
  if (code === "SECOND_FACTOR_UNREADABLE")
    return "The server can no longer read your second factor. Ask whoever runs it to remove it.";
  if (status === 429) return `Too many attempts. Wait ${inWords(retryAfter)} and try again.`;
  if (status === 403 && code === null) return FOREIGN;
  if (status === 0) return "The server could not be reached. Try again.";
  return "The server could not do this. Try again.";
}

function inWords(seconds: number | null): string {
  if (seconds === null) return "some seconds";
  if (seconds > 120) return `${Math.ceil(seconds / 60)} minutes`;
  return counted(seconds, "second");
}
