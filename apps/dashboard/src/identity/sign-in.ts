import { type AuthAnswer, askAsPerson, askAuth, isDone } from "./auth-request.js";
import { rememberSignedOut } from "./signed-out.js";

export type SignInResult = "signed-in" | "code-needed" | "refused" | "too-many" | "foreign" | "unreachable";

/** Posts e-mail and password; the answer's cookie is the session. An unknown address and a wrong password answer alike. */
export async function signIn(email: string, password: string): Promise<SignInResult> {
  return signInResult(await askAuth("sign-in/email", { email, password }));
}

/** What the answer says. "code-needed": the password was right, and there is no session before the second step. */
export function signInResult(answer: AuthAnswer): SignInResult {
  if (isDone(answer)) return answer.body.twoFactorRedirect === true ? "code-needed" : "signed-in";
  if (answer.status === 429) return "too-many";
  if (answer.status === 403 && answer.code === null) return "foreign";
  return answer.status >= 400 && answer.status < 500 ? "refused" : "unreachable";
}

/**
 * Ends the session; false when the server did not say that it has. One is over as well where somebody else has signed in with this browser
 * meanwhile: theirs goes on. The page is then left, so that nothing stays in memory.
 */
export async function signOut(): Promise<boolean> {
  const answer = await askAsPerson("sign-out", {});
  const isOver = isDone(answer) || answer.status === 401;
  if (isOver) rememberSignedOut();
  return isOver;
}
