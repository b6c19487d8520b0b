import { APIError, type createAuthMiddleware, getAuthoritativeSessionFromCtx } from "better-auth/api";
import { symmetricDecrypt } from "better-auth/crypto";
import { Secret, TOTP } from "otpauth";
import { IsNull, LessThan } from "typeorm";
import type { Database } from "../database/database.js";
import { SecondFactor } from "./second-factor.entity.js";

type Request = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** One more to either side than better-auth takes: it looks at the code a moment later, when another step may have begun. */
const STEPS_ASIDE = 2;

/**
 * A code by time counts once, and no earlier one after it (RFC 6238 §5.2). Its step is written down before better-auth judges the code: of
 * several uses at once, on any servers, one comes through. A code that is none is left to better-auth, which counts wrong ones.
 * @throws CODE_USED
 */
export async function useCodeOnce(database: Database, request: Request): Promise<void> {
  const code: unknown = request.body?.code;
  if (typeof code !== "string" || !/^\d{6}$/.test(code)) return;
  const userId = await whoShowsIt(request);
  if (userId === null) return;
  const factor = await database.reader.manager.findOneBy(SecondFactor, { userId });
  if (factor === null) return;
  const secret = await symmetricDecrypt({ key: request.context.secretConfig, data: factor.secret });
  const app = new TOTP({ secret: Secret.fromUTF8(secret) });
  const timestamp = Date.now();
  const aside = app.validate({ token: code, timestamp, window: STEPS_ASIDE });
  if (aside === null || (await isFirstUse(database, factor.id, app.counter({ timestamp }) + aside))) return;
  throw APIError.from("UNAUTHORIZED", { code: "CODE_USED", message: "This code was used already" });
}

/** Found as better-auth finds them: by their session, or else by the cookie of who has shown the password. */
async function whoShowsIt(request: Request): Promise<string | null> {
  const session = await getAuthoritativeSessionFromCtx(request);
  if (session) return session.user.id;
  const { createAuthCookie, internalAdapter, secret } = request.context;
  const challenge = await request.getSignedCookie(createAuthCookie("two_factor").name, secret);
  return (challenge && (await internalAdapter.findVerificationValue(challenge))?.value) || null;
}

/** Whether no code of this step, or of a later one, was used before; from now on this one was. */
function isFirstUse(database: Database, id: string, step: number): Promise<boolean> {
  return database.write(async (manager) => {
    const unused = [
      { id, lastStep: IsNull() },
      { id, lastStep: LessThan(step) },
    ];
    return (await manager.update(SecondFactor, unused, { lastStep: step })).affected === 1;
  });
}
