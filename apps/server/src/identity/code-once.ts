import { getAuthoritativeSessionFromCtx, isAPIError } from "better-auth/api";
import type { Database } from "../database/database.js";
import { SecondFactor } from "./second-factor.entity.js";
import { type AuthRequest, decrypted, holdFactor, isLocked, type UsedCode, useUp } from "./totp.js";

/** One more to either side than better-auth takes: it looks at the code a moment later, when another step may have begun. */
const STEPS_ASIDE = 2;

/** By the request that showed them. */
const usedBy = new WeakMap<object, UsedCode>();

/**
 * A code by time counts once: it is used up before better-auth judges it, which counts wrong ones. While that looks at no code, none is
 * looked at here: the answer would tell right ones.
 * @throws CODE_USED, SECOND_FACTOR_UNREADABLE
 */
export async function useCodeOnce(database: Database, request: AuthRequest): Promise<void> {
  const code: unknown = request.body?.code;
  const userId = await whoShowsIt(request);
  if (userId === null || typeof code !== "string") return;
  const used = await database.write(async (manager) => {
    const factor = await holdFactor(manager, { userId });
    if (factor === null || isLocked(factor)) return null;
    return useUp(manager, request, factor, { code, aside: STEPS_ASIDE });
  });
  if (used !== null && request.request) usedBy.set(request.request, used);
}

/** After better-auth has judged it: a code that it refused, after too many wrong ones say, was not used. */
export async function giveRefusedBack(database: Database, { request, context }: AuthRequest): Promise<void> {
  const used = request && usedBy.get(request);
  if (!used || !isAPIError(context.returned)) return;
  const { id, step: lastStep, before } = used;
  // Unless a later one was used since.
  await database.write((manager) => manager.update(SecondFactor, { id, lastStep }, { lastStep: before }));
}

/** Before better-auth looks for a recovery code among them. @throws SECOND_FACTOR_UNREADABLE */
export async function requireReadable(database: Database, request: AuthRequest): Promise<void> {
  const userId = await whoShowsIt(request);
  const factor = userId && (await database.write((manager) => holdFactor(manager, { userId })));
  if (factor) await decrypted(request, factor.backupCodes);
}

/** Found as better-auth finds them: by their session, or else by the cookie that says that they have given the password. */
async function whoShowsIt(request: AuthRequest): Promise<string | null> {
  const session = await getAuthoritativeSessionFromCtx(request);
  if (session) return session.user.id;
  const { createAuthCookie, internalAdapter, secret } = request.context;
  const challenge = await request.getSignedCookie(createAuthCookie("two_factor").name, secret);
  return (challenge && (await internalAdapter.findVerificationValue(challenge))?.value) || null;
}
