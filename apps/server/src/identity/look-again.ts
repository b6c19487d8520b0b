import { APIError } from "better-auth/api";
import { deleteSessionCookie } from "better-auth/cookies";
import { Not } from "typeorm";
import type { Clock } from "../clock.js";
import { change } from "../database/change.js";
import type { Database } from "../database/database.js";
import { MINUTE } from "../durations.js";
import { mailSecurityChange } from "./security-mail.js";
import { Session } from "./session.entity.js";
import type { AuthRequest } from "./totp.js";
import { Verification } from "./verification.entity.js";

interface Place {
  database: Database;
  clock: Clock;
}

/** Longer than signing in takes, in milliseconds, with the clocks of servers some seconds apart. */
const JUST_NOW = MINUTE;

/**
 * Hashing a password takes long enough for something else to happen meanwhile. So who has signed in is judged once more, now that their
 * session is there: the person may have changed the password, or turned on a second factor, which ended all sessions but this one. And
 * after a change of password the others are ended once more: better-auth ends them before it writes the new one. With them end mailed links,
 * and sign-ins by the old password that wait for a code.
 * @param address where the request came from; null: unknown
 */
export async function lookAgain(place: Place, request: AuthRequest, address: string | null): Promise<void> {
  if (request.path === "/sign-in/email") await judgeAnew(request);
  if (request.path === "/change-password") await endOthers(place, request, address);
}

async function judgeAnew(request: AuthRequest): Promise<void> {
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

/** Stands in the installation's audit, and the person is told. */
async function endOthers(
  { database, clock }: Place,
  { context: { newSession } }: AuthRequest,
  address: string | null,
): Promise<void> {
  if (!newSession) return;
  const { userId, token } = newSession.session;
  const actor = { userId, apiKey: null, address };
  await change(database, new Date(clock.now()), null, actor, async (done) => {
    await done.manager.delete(Session, { userId, token: Not(token) });
    await done.manager.delete(Verification, { value: userId });
    const summary = "A person changed their password, and their other sessions ended.";
    done.audit({ action: "password.changed", subjectId: userId, summary });
    await mailSecurityChange(done, userId, "password.changed", address);
  });
}
