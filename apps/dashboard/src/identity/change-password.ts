import { authProblem } from "./auth-problem.js";
import { type AuthAnswer, askSignedIn } from "./auth-request.js";

/** How many characters a password has; the server's bounds. */
export const PASSWORD_LENGTH = { min: 10, max: 128 };

export interface PasswordProblem {
  sentence: string;
  /** The field to blame, null where it is none of them. */
  field: "current" | "wanted" | null;
}

const TOO_SHORT = `A password has at least ${PASSWORD_LENGTH.min} characters.`;
const TOO_LONG = `A password has at most ${PASSWORD_LENGTH.max} characters.`;
const OF_CURRENT = { INVALID_PASSWORD: "This is not your password." };
export const OF_WANTED = { PASSWORD_TOO_SHORT: TOO_SHORT, PASSWORD_TOO_LONG: TOO_LONG };

/** Null once the password is the new one. */
export async function changePassword(current: string, wanted: string): Promise<PasswordProblem | null> {
  const outOfBounds = boundsProblem(wanted);
  if (outOfBounds) return outOfBounds;
  return passwordProblem(
    await askSignedIn("change-password", { currentPassword: current, newPassword: wanted }),
  );
}

/** What of a new password can be said without the server. */
export function boundsProblem(wanted: string): PasswordProblem | null {
  if (wanted.length < PASSWORD_LENGTH.min) return { sentence: TOO_SHORT, field: "wanted" };
  if (wanted.length > PASSWORD_LENGTH.max) return { sentence: TOO_LONG, field: "wanted" };
  return null;
}

export function passwordProblem(answer: AuthAnswer): PasswordProblem | null {
  const problem = authProblem(answer, { ...OF_CURRENT, ...OF_WANTED });
  if (!problem) return null;
  const { sentence, typed } = problem;
  if (!typed) return { sentence, field: null };
  return { sentence, field: answer.code !== null && answer.code in OF_CURRENT ? "current" : "wanted" };
}
