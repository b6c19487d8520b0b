import { emailAddress, Failure } from "@latchkey/program";
import { z } from "zod";

// The form of what people choose, wherever they give it: in settings, to a command, by the API.

/** Shortest password that is taken; the longest is what better-auth takes. */
export const PASSWORD_LENGTH = { min: 10, max: 128 };

/**
 * Whether a text has neither zero bytes nor halves of surrogate pairs. A password followed by zero bytes has the hash of the password: the
 * hash begins with an HMAC, which fills short keys up with them (RFC 2104 §2). Halves are all one in UTF-8, and can't stand in an address.
 */
export function isTypable(text: string): boolean {
  return !text.includes("\0") && !/\p{Surrogate}/u.test(text);
}

/** A password that somebody chooses. */
export const password = z
  .string()
  .min(PASSWORD_LENGTH.min, `must have at least ${PASSWORD_LENGTH.min} characters`)
  .max(PASSWORD_LENGTH.max, `must have at most ${PASSWORD_LENGTH.max} characters`);

/** An account's sid, as it stands in the paths of calls. */
export const accountSid = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, "must be 1 to 64 letters, digits, _ or -");

/** What was given to a command, read as `form`. @param what it is, for people @throws {Failure} one line, without the value */
export function readGiven<Value>(form: z.ZodType<Value>, text: string, what: string): Value {
  const read = form.safeParse(text);
  if (!read.success) throw new Failure(`${what} ${read.error.issues[0]?.message}.`);
  return read.data;
}

/** Told by the API of what is no e-mail address. */
export const NOT_EMAIL = "This must be an e-mail address such as asha@example.com.";

/** An e-mail address that was given to a command, as it is stored. @throws {Failure} one line when it is none */
export const readEmail = (text: string) => readGiven(emailAddress, text, "EMAIL");
