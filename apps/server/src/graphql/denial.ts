import { type DenialStatus, type Denied, PUBLIC_REASONS, publicMessage } from "@latchkey/enforcement";
import { type ErrorCode, PublicError } from "./errors.js";

const CODES: Record<DenialStatus, ErrorCode> = {
  401: "UNAUTHENTICATED",
  403: "FORBIDDEN",
  429: "THROTTLED",
  503: "INTERNAL_SERVER_ERROR",
};

/** A key's call that was denied, as GraphQL says it, with the status that a gateway would answer. */
export function denialError(denied: Denied, supportEmail: string | null): PublicError {
  const { status } = PUBLIC_REASONS[denied.reason];
  return new PublicError(CODES[status], publicMessage(denied, supportEmail), status);
}

/** The whole body of such an answer. */
export function denialBody(denied: Denied, supportEmail: string | null, requestId: string) {
  const { message, code } = denialError(denied, supportEmail);
  return { errors: [{ message, extensions: { code, requestId } }] };
}
