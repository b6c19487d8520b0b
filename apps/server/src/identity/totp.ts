import { APIError, type createAuthMiddleware } from "better-auth/api";
import { symmetricDecrypt } from "better-auth/crypto";
import { Secret, TOTP } from "otpauth";
import type { EntityManager, FindOptionsWhere } from "typeorm";
import { findLocked } from "../database/lock.js";
import { violatesUnique } from "../database/unique-violation.js";
import { MINUTE } from "../durations.js";
import { SecondFactor } from "./second-factor.entity.js";

export type AuthRequest = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** A code that was right, and counts no more. */
export interface UsedCode {
  id: string;
  step: number;
  /** The step of the last code before it; null: there was none. */
  before: number | null;
}

/** How long a code is shown, in milliseconds. */
const STEP = MINUTE / 2;

/** Twice as long as codes are not looked at after too many wrong ones, so that the clocks of servers may differ. */
const LONGEST_LOCK = 30 * MINUTE;

/**
 * Reads a second factor, and keeps others from changing it: the transaction's first read, as `findLocked` says. No code is right while the
 * server's clock is wrong; once it was set right, nobody waits for the end of a lock that a clock ahead has set.
 */
export async function holdFactor(
  manager: EntityManager,
  where: FindOptionsWhere<SecondFactor>,
): Promise<SecondFactor | null> {
  const factor = await findLocked(manager, SecondFactor, where);
  if (!factor?.lockedUntil || factor.lockedUntil.getTime() <= Date.now() + LONGEST_LOCK) return factor;
  const free = { lockedUntil: null, failedVerificationCount: 0 };
  await manager.update(SecondFactor, { id: factor.id }, free);
  return { ...factor, ...free };
}

/**
 * Checks that a person's factor may be set up anew, in another tab, say. It may as long as it is not on. For two minutes after its first
 * right code it may not either: it is about to be turned on, and the new one, which no app has yet, would be on in its place.
 * @throws TOTP_ALREADY_ENABLED
 */
export async function requireReplaceable(manager: EntityManager, id: string): Promise<void> {
  const factor = await findLocked(manager, SecondFactor, { id });
  const isTurnedOn = factor?.lastStep != null && factor.lastStep * STEP > Date.now() - 2 * MINUTE;
  if (factor?.verified || isTurnedOn)
    throw APIError.from("BAD_REQUEST", {
      code: "TOTP_ALREADY_ENABLED",
      message: "This second factor is on, or is being turned on",
    });
}

const FACTOR_INDEX = { name: "second_factor_of_user", columns: ["second_factor.userId"] };

/** Of two who begin to set up a person's first second factor at the same moment, one comes through. @throws SET_UP_TWICE; any other error as it is */
export function refuseSecond(error: unknown): never {
  if (!violatesUnique(error, FACTOR_INDEX)) throw error;
  throw APIError.from("BAD_REQUEST", {
    code: "SET_UP_TWICE",
    message: "This second factor was set up elsewhere at the same moment. Try again",
  });
}

/** Whether, after too many wrong codes, none is looked at now. */
export function isLocked({ lockedUntil }: SecondFactor): boolean {
  return lockedUntil !== null && lockedUntil.getTime() > Date.now();
}

/** What better-auth has encrypted. @throws SECOND_FACTOR_UNREADABLE when that was with another AUTH_SECRET */
export async function decrypted({ context }: AuthRequest, data: string): Promise<string> {
  try {
    return await symmetricDecrypt({ key: context.secretConfig, data });
  } catch {
    throw APIError.from("FORBIDDEN", {
      code: "SECOND_FACTOR_UNREADABLE",
      message: "The server can no longer read this second factor. Whoever runs it can remove it.",
    });
  }
}

/**
 * Uses up a code of an authenticator app: it counts once, and no earlier one after it (RFC 6238 §5.2).
 * @param factor its row, locked: of several uses at once, on any servers, one comes through
 * @param aside steps by which the code may be early or late
 * @returns null when the code is wrong
 * @throws CODE_USED, SECOND_FACTOR_UNREADABLE
 */
export async function useUp(
  manager: EntityManager,
  request: AuthRequest,
  { id, secret, lastStep: before }: SecondFactor,
  { code, aside: window }: { code: string; aside: number },
): Promise<UsedCode | null> {
  // Six characters of another script have more bytes, which otpauth compares.
  if (!/^[0-9]{6}$/.test(code)) return null;
  const app = new TOTP({ secret: Secret.fromUTF8(await decrypted(request, secret)) });
  const timestamp = Date.now();
  const aside = app.validate({ token: code, timestamp, window });
  if (aside === null) return null;
  const step = app.counter({ timestamp }) + aside;
  if (before !== null && before >= step)
    throw APIError.from("UNAUTHORIZED", { code: "CODE_USED", message: "This code was used already" });
  await manager.update(SecondFactor, { id }, { lastStep: step });
  return { id, step, before };
}
