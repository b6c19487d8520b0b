import { APIError, getAuthoritativeSessionFromCtx } from "better-auth/api";
import { symmetricEncrypt } from "better-auth/crypto";
import type { EntityManager } from "typeorm";
import type { Database } from "../database/database.js";
import { MINUTE } from "../durations.js";
import { SecondFactor } from "./second-factor.entity.js";
import { type AuthRequest, decrypted, holdFactor, isLocked, useUp } from "./totp.js";

/** As better-auth bounds guesses while somebody signs in: so many wrong codes in a row, then none is looked at for so long, in milliseconds. */
const MOST_WRONG = 10;
const LOCKED_FOR = 15 * MINUTE;

/** Steps by which a code may be early or late: as many as while somebody signs in. */
const STEPS_ASIDE = 1;

/**
 * Asks for a code before an act by which somebody could lose their second factor, since better-auth asks for the password alone. A code of
 * the app or a recovery code will do. It is used up only beside the right password. Somebody who is not signed in is left to better-auth.
 * @throws TWO_FACTOR_NOT_ENABLED, INVALID_PASSWORD, CODE_REQUIRED, INVALID_CODE, CODE_USED, ACCOUNT_TEMPORARILY_LOCKED, SECOND_FACTOR_UNREADABLE
 */
export async function askForCode(database: Database, request: AuthRequest): Promise<void> {
  const session = await getAuthoritativeSessionFromCtx(request);
  if (!session) return;
  const { id: userId, twoFactorEnabled } = session.user;
  if (!twoFactorEnabled) throw refused("TWO_FACTOR_NOT_ENABLED", "Two factor isn't enabled");
  const { password, code } = request.body ?? {};
  if (!(await isPassword(request, userId, password))) throw refused("INVALID_PASSWORD", "Invalid password");
  if (typeof code !== "string") throw refused("CODE_REQUIRED", "A code of the second factor is needed, too");
  const isRight = await database.write(async (manager) => {
    const factor = await holdFactor(manager, { userId, verified: true });
    return factor !== null && judge(manager, request, factor, code);
  });
  if (!isRight) throw APIError.from("UNAUTHORIZED", { code: "INVALID_CODE", message: "Invalid code" });
}

const refused = (code: string, message: string) => APIError.from("BAD_REQUEST", { code, message });

async function isPassword({ context }: AuthRequest, userId: string, password: unknown): Promise<boolean> {
  if (typeof password !== "string") return false;
  const hash = (await context.internalAdapter.findCredentialAccount(userId))?.password;
  return !!hash && context.password.verify({ hash, password });
}

/** Uses the code up, or counts it as wrong. */
async function judge(
  manager: EntityManager,
  request: AuthRequest,
  factor: SecondFactor,
  code: string,
): Promise<boolean> {
  const { id, failedVerificationCount, lockedUntil } = factor;
  if (isLocked(factor))
    throw APIError.from("TOO_MANY_REQUESTS", {
      code: "ACCOUNT_TEMPORARILY_LOCKED",
      message: "Too many wrong codes: none is looked at for a while.",
    });
  const isRight =
    (await useUp(manager, request, factor, { code, aside: STEPS_ASIDE })) !== null ||
    (await useRecoveryCode(manager, request, factor, code));
  const wrong = isRight ? 0 : (lockedUntil === null ? failedVerificationCount : 0) + 1;
  const locked = wrong >= MOST_WRONG ? new Date(Date.now() + LOCKED_FOR) : null;
  await manager.update(SecondFactor, { id }, { failedVerificationCount: wrong, lockedUntil: locked });
  return isRight;
}

async function useRecoveryCode(
  manager: EntityManager,
  request: AuthRequest,
  { id, backupCodes }: SecondFactor,
  code: string,
): Promise<boolean> {
  const codes: string[] = JSON.parse(await decrypted(request, backupCodes));
  if (!codes.includes(code)) return false;
  const data = JSON.stringify(codes.filter((other) => other !== code));
  const rest = await symmetricEncrypt({ key: request.context.secretConfig, data });
  await manager.update(SecondFactor, { id }, { backupCodes: rest });
  return true;
}
