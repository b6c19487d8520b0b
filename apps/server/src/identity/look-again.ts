import { APIError } from "better-auth/api";
import { deleteSessionCookie } from "better-auth/cookies";
import { MINUTE } from "../durations.js";
import type { AuthRequest } from "./totp.js";

/** Longer than signing in takes, in milliseconds, with the clocks of servers some seconds apart. */
const JUST_NOW = MINUTE;

/**
 * Hashing a password takes long enough for something else to happen meanwhile. So who has signed in is judged once more, now that their
 * session is there: the person may have changed the password, or turned on a second factor, which ended all sessions but this one.
 */
export async function lookAgain(request: AuthRequest): Promise<void> {
  if (request.path !== "/sign-in/email") return;
  const { context } = request;
  const { internalAdapter, newSession, password } = context;
  if (!newSession) return;
  const { session } = newSession;
  const [user, method] = await Promise.all([
    internalAdapter.findUserById(session.userId),
    internalAdapter.findCredentialAccount(session.userId),
  ]);
  const hash = method?.password;
  const isNew = method !== null && Date.now() - method.updatedAt.getTime() < JUST_NOW;
  // better-auth asks for a code by what stands in the new session.
  if (user && hash && (!isNew || (await password.verify({ hash, password: request.body.password }))))
    return context.setNewSession({ session, user });
  await internalAdapter.deleteSession(session.token);
  deleteSessionCookie(request);
  context.setNewSession(null);
  throw APIError.from("UNAUTHORIZED", {
    code: "INVALID_EMAIL_OR_PASSWORD",
    message: "Invalid email or password",
  });
}
