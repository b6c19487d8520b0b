import { APIError, getAuthoritativeSessionFromCtx } from "better-auth/api";
import { deleteSessionCookie } from "better-auth/cookies";
import { Not } from "typeorm";
import { change } from "../database/change.js";
import type { Store } from "../database/store.js";
import { mailSecurityChange } from "./security-mail.js";
import { Session } from "./session.entity.js";
import { SignInMethod } from "./sign-in-method.entity.js";
import type { AuthRequest } from "./totp.js";
import { User } from "./user.entity.js";
import { Verification } from "./verification.entity.js";

/** Whose password a request changes, from which hash to which. */
interface Replacing {
  userId: string;
  from: string | null;
  to: string | null;
}

const byRequest = new WeakMap<object, Replacing>();

/** Before better-auth looks at the present password. Who is not signed in is left to it. */
export async function beginChange({ database }: Store, request: AuthRequest): Promise<void> {
  const session = await getAuthoritativeSessionFromCtx(request);
  if (!session || !request.request) return;
  const userId = session.user.id;
  const method = await database.reader.manager.findOneBy(SignInMethod, { userId, providerId: "credential" });
  byRequest.set(request.request, { userId, from: method?.password ?? null, to: null });
}

/**
 * Writes the new password where better-auth would, unless another one was set since the present one was looked at, which takes long; in
 * one transaction with the audit's event and the mail to the person.
 * @param address where the request came from; null: unknown
 * @throws INVALID_PASSWORD
 */
export async function replacePassword(
  store: Store,
  request: Request | undefined,
  password: string,
  address: string | null,
): Promise<void> {
  const replacing = request && byRequest.get(request);
  if (!replacing || replacing.from === null) throw new Error("A password changes that was not looked at.");
  const { userId, from } = replacing;
  const actor = { userId, apiKey: null, address };
  await change(store, null, actor, async (work) => {
    const where = { userId, providerId: "credential", password: from };
    // As better-auth dates it: by the system's clock.
    const { affected } = await work.manager.update(SignInMethod, where, { password, updatedAt: new Date() });
    if (affected !== 1)
      throw APIError.from("BAD_REQUEST", { code: "INVALID_PASSWORD", message: "Invalid password" });
    const summary = "A person changed their password, and their other sessions ended.";
    work.audit({ action: "password.changed", subjectId: userId, summary });
    await mailSecurityChange(work, userId, "password.changed", address);
  });
  replacing.to = password;
}

/**
 * Ends the other sessions once more when the new one is there, since better-auth ends them before it writes the new password. Mailed links,
 * and sign-ins by the old password that wait for a code, end with them. Setting another password meanwhile, or turning a second factor on or
 * off, has ended all sessions but this one, which came later: then this one ends as well.
 */
export async function endChange({ database }: Store, request: AuthRequest): Promise<void> {
  const { context } = request;
  const { newSession } = context;
  const replacing = request.request && byRequest.get(request.request);
  if (!newSession || !replacing) return;
  const { userId, to } = replacing;
  const { token } = newSession.session;
  const twoFactorEnabled = newSession.user.twoFactorEnabled === true;
  const isOvertaken = await database.write(async (manager) => {
    await manager.delete(Session, { userId, token: Not(token) });
    await manager.delete(Verification, { value: userId });
    const stands =
      to !== null &&
      (await manager.existsBy(SignInMethod, { userId, providerId: "credential", password: to })) &&
      (await manager.existsBy(User, { id: userId, twoFactorEnabled }));
    if (!stands) await manager.delete(Session, { token });
    return !stands;
  });
  if (!isOvertaken) return;
  deleteSessionCookie(request);
  context.setNewSession(null);
  throw APIError.from("UNAUTHORIZED", { code: "SESSION_ENDED", message: "This session has ended" });
}
