import { type UserError, UserErrorCode, userError } from "./user-error.js";

/** Whether a text can be stored as UTF-8: it has no half of a surrogate pair. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

/** Characters that turn the order of those around them: a name with one shows as another (Unicode TR 36 §2.5). */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/;

/** Spaces, and what leaves no ink: fillers and variation selectors, which are no spaces, and the empty pattern of Braille among it. */
const UNSEEN = /^[\p{Z}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800\t\r\n]*$/u;

/** A line of text: something to see in it, no control characters; at most `most` characters. */
export function checkLine(value: string, most: number, path: string[]): UserError[] {
  if (UNSEEN.test(value)) return [userError(UserErrorCode.INVALID, "This must not be empty.", path)];
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value) || TURNING.test(value) || !isWellFormed(value))
    return [userError(UserErrorCode.INVALID, "Control characters are not allowed.", path)];
  return checkLength(value, most, path);
}

/** A text of any lines, which may be empty; at most `most` characters. */
export function checkText(value: string | null | undefined, most: number, path: string[]): UserError[] {
  if (value == null) return [];
  if (/[^\P{Cc}\t\r\n]/u.test(value) || !isWellFormed(value))
    return [userError(UserErrorCode.INVALID, "Control characters are not allowed.", path)];
  return checkLength(value, most, path);
}

/** A text of any lines with something to see in it; at most `most` characters. */
export function checkFilledText(value: string, most: number, path: string[]): UserError[] {
  if (UNSEEN.test(value)) return [userError(UserErrorCode.INVALID, "This must not be empty.", path)];
  return checkText(value, most, path);
}

/** Whether a text has at most so many characters, of which some are two units of a string. */
export function hasAtMost(value: string, most: number): boolean {
  // What has more than two for each is not taken apart.
  return value.length <= 2 * most && [...value].length <= most;
}

function checkLength(value: string, most: number, path: string[]): UserError[] {
  if (hasAtMost(value, most)) return [];
  return [userError(UserErrorCode.TOO_LONG, `This may have at most ${most} characters.`, path)];
}
