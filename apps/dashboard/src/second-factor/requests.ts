import { type AuthProblem, authProblem } from "../identity/auth-problem.js";
import { type AuthAnswer, askSignedIn } from "../identity/auth-request.js";
import { OF_PRESENT } from "../identity/change-password.js";
import { codeShapeProblem, methodOf, tidyCode } from "./code.js";
import { secretOf } from "./secret.js";
import { WRONG_CODE } from "./verify-code.js";

/** What a person gets to keep. It lives in component state and nowhere else. */
export interface Secrets {
  totpUri: string;
  recoveryCodes: readonly string[];
}

/** What shows that it is the person: an open browser alone is not enough. */
export interface Proof {
  password: string;
  /** Of the app, or a recovery code; "" where none is asked for. */
  code: string;
}

type ProofProblem = AuthProblem<keyof Proof>;

/** What was asked for, or why it was refused. */
export type Outcome<Got> = { got: Got } | { problem: ProofProblem };

const UNREADABLE = { sentence: "The server's answer could not be read. Try again.", field: null };
const NO_CODE = "Type the 6 digits that the app shows, or a recovery code.";

/** Asks for a new secret and new codes. Nothing is switched on by it. */
export async function beginSetUp({ password }: Proof): Promise<Outcome<Secrets | "on already">> {
  const answer = await askSignedIn("two-factor/enable", { password });
  if (answer.code === "TOTP_ALREADY_ENABLED") return { got: "on already" };
  return readOutcome(answer, ({ totpURI, backupCodes }) =>
    typeof totpURI === "string" && secretOf(totpURI) && isTexts(backupCodes)
      ? { totpUri: totpURI, recoveryCodes: backupCodes }
      : null,
  );
}

/** Switches the second factor on; null once it is. */
export async function turnOn(typed: string): Promise<AuthProblem<"code"> | null> {
  const code = tidyCode("app", typed);
  const sentence = codeShapeProblem("app", code);
  if (sentence) return { sentence, field: "code" };
  return authProblem(await askSignedIn("two-factor/verify-totp", { code }), { code: WRONG_CODE });
}

/** Asks for other recovery codes; the ones of before end. */
export async function newRecoveryCodes(proof: Proof): Promise<Outcome<readonly string[]>> {
  return withCode("two-factor/generate-backup-codes", proof, ({ backupCodes }) =>
    isTexts(backupCodes) ? backupCodes : null,
  );
}

export async function turnOff(proof: Proof): Promise<Outcome<true>> {
  return withCode("two-factor/disable", proof, () => true);
}

async function withCode<Got>(path: string, { password, code: typed }: Proof, read: Read<Got>) {
  const method = methodOf(typed);
  const code = tidyCode(method, typed);
  if (codeShapeProblem(method, code)) return { problem: { sentence: NO_CODE, field: "code" as const } };
  return readOutcome(await askSignedIn(path, { password, code }), read);
}

/** Gives null where the answer can't be read. */
type Read<Got> = (body: AuthAnswer["body"]) => Got | null;

/** What the answer brought. */
export function readOutcome<Got>(answer: AuthAnswer, read: Read<Got>): Outcome<Got> {
  const problem = authProblem(answer, { password: OF_PRESENT, code: WRONG_CODE });
  if (problem) return { problem };
  const got = read(answer.body);
  return got === null ? { problem: UNREADABLE } : { got };
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every((text) => typeof text === "string");
}
