import { FOREIGN } from "../apollo/problem.js";
import { counted } from "../ui/count.js";
import { type AuthAnswer, isDone } from "./auth-request.js";

/** Why something about signing in did not work, as it is told to a person. */
export interface AuthProblem {
  sentence: string;
  /** What was typed is wrong: it is said beside the field. */
  typed: boolean;
}

export const LOCKED = "Ten wrong codes: they are refused for 15 minutes now. Try again after that.";

/** Null where it worked. `typed`: the sentences for what was typed wrong, by the code of the answer. */
export function authProblem(answer: AuthAnswer, typed: Record<string, string>): AuthProblem | null {
  if (isDone(answer)) return null;
  const sentence = typed[answer.code ?? ""];
  return sentence ? { sentence, typed: true } : { sentence: otherwise(answer), typed: false };
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
