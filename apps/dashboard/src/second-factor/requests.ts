import { type AuthProblem, authProblem } from "../identity/auth-problem.js";
import { type AuthAnswer, askSignedIn } from "../identity/auth-request.js";
import { codeShapeProblem, tidyCode } from "./code.js";
import { secretOf } from "./secret.js";
import { WRONG_CODE } from "./verify-code.js";

/** What a person gets to keep. It lives in component state and nowhere else. */
export interface Secrets {
  totpUri: string;
  recoveryCodes: readonly string[];
}

/** What was asked for, or why it was refused. */
export type Outcome<Got> = { got: Got } | { problem: AuthProblem };

const WRONG_PASSWORD = { INVALID_PASSWORD: "This is not your password." };
const UNREADABLE = { sentence: "The server's answer could not be read. Try again.", typed: false };

/** Asks for a new secret and new codes. Nothing is switched on by it. */
export async function beginSetUp(password: string): Promise<Outcome<Secrets | "on already">> {
  const answer = await askSignedIn("two-factor/enable", { password });
  if (answer.code === "TOTP_ALREADY_ENABLED") return { got: "on already" };
  return readOutcome(answer, ({ totpURI, backupCodes }) =>
    typeof totpURI === "string" && secretOf(totpURI) && isTexts(backupCodes)
      ? { totpUri: totpURI, recoveryCodes: backupCodes }
      : null,
  );
}

/** Switches the second factor on; null once it is. */
export async function turnOn(typed: string): Promise<AuthProblem | null> {
  const code = tidyCode("app", typed);
  const sentence = codeShapeProblem("app", code);
  if (sentence) return { sentence, typed: true };
  return authProblem(await askSignedIn("two-factor/verify-totp", { code }), WRONG_CODE);
}

/** Asks for other recovery codes; the ones of before end. */
export async function newRecoveryCodes(password: string): Promise<Outcome<readonly string[]>> {
  const answer = await askSignedIn("two-factor/generate-backup-codes", { password });
  return readOutcome(answer, ({ backupCodes }) => (isTexts(backupCodes) ? backupCodes : null));
}

export async function turnOff(password: string): Promise<Outcome<true>> {
  return readOutcome(await askSignedIn("two-factor/disable", { password }), () => true);
}

/** What the answer brought, read by `read`; that gives null where it can't be read. */
export function readOutcome<Got>(
  answer: AuthAnswer,
  read: (body: AuthAnswer["body"]) => Got | null,
): Outcome<Got> {
  const problem = authProblem(answer, WRONG_PASSWORD);
  if (problem) return { problem };
  const got = read(answer.body);
  return got === null ? { problem: UNREADABLE } : { got };
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every((text) => typeof text === "string");
}
