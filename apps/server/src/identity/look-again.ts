import { APIError } from "better-auth/api";
import { deleteSessionCookie } from "better-auth/cookies";
import { MINUTE } from "../durations.js";
import type { AuthRequest } from "./totp.js";

/** Longer than signing in takes, in milliseconds, with the clocks of servers some seconds apart. */
const JUST_NOW = MINUTE;

/**
 * Judges a person who has signed in once more, now that their session is there. Hashing the password took so long that they may have
 * changed it meanwhile, or turned on a second factor. That ended all their sessions, but not this one, which came later.
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
