import { GraphQLError } from "graphql";
import { type Trouble, troubleOf } from "../database/trouble.js";

/** The codes that top-level errors carry. */
export const ERROR_CODES = [
  "UNAUTHENTICATED",
  "REAUTHENTICATION_REQUIRED",
  "FORBIDDEN",
  "NOT_FOUND",
  "THROTTLED",
  "BAD_USER_INPUT",
  "INTERNAL_SERVER_ERROR",
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** An error whose message was written for whoever asks: it is passed on as it is. */
export class PublicError extends GraphQLError {
  constructor(
    readonly code: ErrorCode,
    message: string,
    status?: number,
  ) {
    super(message, { extensions: { code, ...(status && { http: { status } }) } });
  }
}

export const unauthenticated = () => new PublicError("UNAUTHENTICATED", "Sign in first.", 401);
export const forbidden = () => new PublicError("FORBIDDEN", "Your role does not allow this.");
/** Nobody decides for their own account, though they are an operator. */
export const notForOwnAccount = () =>
  new PublicError("FORBIDDEN", "You are a member of this account: another operator must do this.");
export const notForOwnRequest = () =>
  new PublicError("FORBIDDEN", "You asked for this yourself: another operator must decide it.");
export const notForKeys = () => new PublicError("FORBIDDEN", "Only a signed-in person may do this, no key.");
export const notOfThatKey = () =>
  new PublicError(
    "FORBIDDEN",
    "Of the keys that manage keys, a key may change only itself, by regenerateToken and deleteRetiringToken. Ask an owner or an admin to do this.",
  );
export const secondFactorMissing = () =>
  new PublicError(
    "FORBIDDEN",
    "This server requires a second factor of operators, and you have none: set one up under Settings.",
  );
/** The same for what does not exist and for what belongs to somebody else. */
export const notFound = (message = "Nothing of yours has this id.") => new PublicError("NOT_FOUND", message);
/** Gives back a row that was looked for. @throws NOT_FOUND when there is none */
export function found<Row>(row: Row | null): Row {
  if (row === null) throw notFound();
  return row;
}

const TROUBLES: Record<Trouble, string> = {
  SILENT:
    "The database does not answer. A change that you asked for may have been made all the same: look before you ask again.",
  READ_ONLY: "The database takes no changes at the moment. Nothing was changed; try again later.",
  BUSY: "Others are changing the same at the moment. Nothing was changed; try again.",
};

/** What the database can't do for now: told from a fault of ours by `extensions.trouble` and by the status, 503. */
export class Unavailable extends PublicError {
  constructor(
    readonly trouble: Trouble,
    message = TROUBLES[trouble],
  ) {
    super("INTERNAL_SERVER_ERROR", message, 503);
  }
}

/** The error of a database as whoever asks may see it; undefined: one that nobody foresaw. */
export function unavailable(error: unknown): Unavailable | undefined {
  const trouble = troubleOf(error);
  return trouble && new Unavailable(trouble);
}

/** The same where the database failed before anything of a request was done. */
export function unavailableFromTheStart(error: unknown): Unavailable | undefined {
  const known = unavailable(error);
  if (known?.trouble !== "SILENT") return known;
  return new Unavailable("SILENT", "The database does not answer. Nothing was done; try again later.");
}

export const badInput = (message: string) => new PublicError("BAD_USER_INPUT", message, 400);

/** Gives back a query's argument, or refuses it when it is outside its bounds. */
export function bounded(name: string, value: number, least: number, most: number): number {
  if (value < least || value > most) throw badInput(`"${name}" must be from ${least} to ${most}.`);
  return value;
}
