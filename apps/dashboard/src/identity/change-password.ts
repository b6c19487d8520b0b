import { type AuthProblem, authProblem } from "./auth-problem.js";
import { askSignedIn } from "./auth-request.js";

/** How many characters a password has; the server's bounds. */
export const PASSWORD_LENGTH = { min: 10, max: 128 };

const TOO_SHORT = `A password has at least ${PASSWORD_LENGTH.min} characters.`;
const TOO_LONG = `A password has at most ${PASSWORD_LENGTH.max} characters.`;

/** The sentences for a password that is wrong, and for a new one that can't be one. */
export const OF_PRESENT = { INVALID_PASSWORD: "This is not your password." };
export const OF_WANTED = { PASSWORD_TOO_SHORT: TOO_SHORT, PASSWORD_TOO_LONG: TOO_LONG };

/** Null once the password is the new one. */
export async function changePassword(
  current: string,
  wanted: string,
): Promise<AuthProblem<"current" | "wanted"> | null> {
  const outOfBounds = boundsProblem(wanted);
  if (outOfBounds) return outOfBounds;
  const answer = await askSignedIn("change-password", { currentPassword: current, newPassword: wanted });
  return authProblem(answer, { current: OF_PRESENT, wanted: OF_WANTED });
}

/** What of a new password can be said without the server. */
export function boundsProblem(wanted: string): AuthProblem<"wanted"> | null {
  if (wanted.length < PASSWORD_LENGTH.min) return { sentence: TOO_SHORT, field: "wanted" };
  if (wanted.length > PASSWORD_LENGTH.max) return { sentence: TOO_LONG, field: "wanted" };
  return null;
}
