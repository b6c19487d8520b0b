import { type AuthProblem, authProblem } from "../identity/auth-problem.js";
import { type AuthAnswer, post } from "../identity/auth-request.js";
import { boundsProblem, OF_WANTED } from "../identity/change-password.js";
import { LONGEST_NAME } from "../identity/person-name.js";
import { ROLES, type Role } from "./member.js";

/** What an invitation's link leads to. */
export interface Invited {
  /** The account's name. */
  account: string;
  sid: string;
  email: string;
  role: Role;
  /** Somebody signs in with this address already. */
  known: boolean;
}

/** "over": the link was used or withdrawn, is too old, or is none. `failure`: why it is not known, in a sentence. */
export type Looked = Invited | "over" | { failure: string };

const NOT_READ = { failure: "The server could not do this. Try again." };

export async function lookAt(token: string): Promise<Looked> {
  return readInvited(await post("/api/invitations/look", { token }));
}

export function readInvited(answer: AuthAnswer): Looked {
  const { account, sid, email, role, known } = answer.body;
  if (answer.code === "INVALID_TOKEN" || answer.status === 400) return "over";
  const problem = authProblem(answer, {});
  if (problem) return { failure: problem.sentence };
  if (typeof account !== "string" || typeof sid !== "string" || typeof email !== "string") return NOT_READ;
  if (typeof role !== "string" || !(role in ROLES)) return NOT_READ;
  return { account, sid, email, role: role as Role, known: known === true };
}

export type JoinProblem = AuthProblem<"name" | "wanted">;

const OF_NAME = {
  INVALID_NAME: `Give your name, in at most ${LONGEST_NAME} characters with nothing hidden among them, no link, and none that stands for others, such as Operator.`,
};

/** "sign-in-first": it is for somebody who signs in already, and that is not who is signed in here. Null: they are a member now. */
export type Joined = JoinProblem | "over" | "sign-in-first" | null;

export async function join(token: string): Promise<Joined> {
  return readJoined(await post("/api/invitations/accept", { token }));
}

export async function joinAsNew(token: string, name: string, password: string): Promise<Joined> {
  if (name.trim() === "") return { sentence: "Give your name.", field: "name" };
  const outOfBounds = boundsProblem(password);
  if (outOfBounds) return outOfBounds;
  return readJoined(await post("/api/invitations/accept", { token, name: name.trim(), password }));
}

export function readJoined(answer: AuthAnswer): Joined {
  if (answer.code === "INVALID_TOKEN") return "over";
  if (answer.code === "SIGN_IN_FIRST") return "sign-in-first";
  return authProblem(answer, { name: OF_NAME, wanted: OF_WANTED });
}
