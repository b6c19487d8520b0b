import { type UserError, UserErrorCode, userError } from "../graphql/user-error.js";
import { inDigits } from "./limit-words.js";

const MOST = 1_000_000;
/** Longest note of an operator. */
export const LONGEST_NOTE = 500;

/** A limit that can be in force: 1 to 1,000,000 calls per window. */
export function checkLimit(limit: number, path: string[]): UserError[] {
  if (limit >= 1 && limit <= MOST) return [];
  return [userError(UserErrorCode.INVALID, `A limit is from 1 to ${inDigits(MOST)}.`, path)];
}

/** The end of a limit lies in the future. Null: it has none. */
export function checkEnd(validUntil: Date | null, now: Date): UserError[] {
  if (validUntil === null || validUntil > now) return [];
  return [userError(UserErrorCode.INVALID, "This moment has passed.", ["validUntil"])];
}
