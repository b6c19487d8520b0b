import { type AuthProblem, authProblem } from "./auth-problem.js";
import { askAuth } from "./auth-request.js";
import { boundsProblem, OF_WANTED } from "./change-password.js";

/** Has a link mailed to whoever signs in with this address. Null once that was taken, whether there is such a person or not. */
export async function askForLink(email: string): Promise<string | null> {
  const answer = await askAuth("request-password-reset", { email });
  const wrong = answer.status === 400 ? "This is no e-mail address." : null;
  return wrong ?? authProblem(answer, {})?.sentence ?? null;
}

/** "over": the link was used, is too old, or is none. Null once the password is the new one. */
export async function setPassword(
  token: string,
  wanted: string,
): Promise<AuthProblem<"wanted"> | "over" | null> {
  const outOfBounds = boundsProblem(wanted);
  if (outOfBounds) return outOfBounds;
  const answer = await askAuth("reset-password", { token, newPassword: wanted });
  return answer.code === "INVALID_TOKEN" ? "over" : authProblem(answer, { wanted: OF_WANTED });
}

/** Whose new password a mailed link leads to: it stands after the `#`. Null: it does not say so. */
export function ownerIn(hash: string): string | null {
  try {
    return decodeURIComponent(hash.slice(1)) || null;
  } catch {
    return null;
  }
}
