import { type AuthProblem, authProblem, LOCKED } from "../identity/auth-problem.js";
import { type AuthAnswer, askAuth } from "../identity/auth-request.js";
import { codeShapeProblem, type Method, tidyCode } from "./code.js";

const PATHS: Record<Method, string> = {
  app: "two-factor/verify-totp",
  recovery: "two-factor/verify-backup-code",
};

export const WRONG_CODE = {
  INVALID_CODE: "This code is not right. Type the one that the app shows now.",
  CODE_USED: "This code was used already. Wait for the next one that the app shows.",
  INVALID_BACKUP_CODE: "This recovery code is not right, or it was used before.",
};

/** What ends the second step: only the password leads to it again. */
const OVER: Record<string, string> = {
  INVALID_TWO_FACTOR_COOKIE: "The code was not typed in time. Begin again with your password.",
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: "Too many wrong codes. Begin again with your password.",
  ACCOUNT_TEMPORARILY_LOCKED: LOCKED,
};

export interface CodeProblem extends AuthProblem<"code"> {
  /** The second step is over; it begins again with the password. */
  over: boolean;
}

/** Ends signing in with a code; null once there is a session. */
export async function verifyCode(method: Method, typed: string): Promise<CodeProblem | null> {
  const code = tidyCode(method, typed);
  const sentence = codeShapeProblem(method, code);
  if (sentence) return { sentence, field: "code", over: false };
  return codeProblem(await askAuth(PATHS[method], { code }));
}

export function codeProblem(answer: AuthAnswer): CodeProblem | null {
  const problem = authProblem(answer, { code: WRONG_CODE });
  if (!problem) return null;
  const over = OVER[answer.code ?? ""];
  return over ? { sentence: over, field: null, over: true } : { ...problem, over: false };
}
