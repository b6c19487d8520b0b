import {
  type Allowed,
  type AnswerContext,
  errorBody,
  ownHeaders,
  rateLimitHeaders,
} from "@latchkey/enforcement";

/** Why an allowed request gets no answer from the upstream. */
type Failure = "UPGRADE_REFUSED" | "UPSTREAM_UNREACHABLE" | "UPSTREAM_TIMEOUT";

const FAILURES: Record<Failure, { status: number; title: string; message: string }> = {
  UPGRADE_REFUSED: {
    status: 400,
    title: "Bad Request",
    message: "Connections cannot be upgraded to another protocol here.",
  },
  UPSTREAM_UNREACHABLE: {
    status: 502,
    title: "Bad Gateway",
    message: "The service behind this gateway gave no answer.",
  },
  UPSTREAM_TIMEOUT: {
    status: 504,
    title: "Gateway Timeout",
    message: "The service behind this gateway did not answer in time.",
  },
};

const NO_CODE_OF_ITS_OWN = 1000;

/**
 * The answer about a failure, in the error format of the API family that the path belongs to. With the state of the throttle: the call was
 * allowed and has been counted.
 */
export function failureAnswer(
  failure: Failure,
  { rateLimit }: Allowed,
  context: AnswerContext,
): { status: number; headers: string[]; body: string } {
  const { status, title, message } = FAILURES[failure];
  const next = failure === "UPGRADE_REFUSED" ? "" : ` ${adviceAfter(context.method)}`;
  const error = { status, title, message: message + next, reason: failure, errorCode: NO_CODE_OF_ITS_OWN };
  const { contentType, body } = errorBody(error, context);
  const headers = [...ownHeaders(context.requestId), "Content-Type", contentType];
  return { status, headers: rateLimitHeaders(rateLimit, headers), body };
}

/** How far the service came is not known: who repeats a call that sends a message may have it sent twice. */
function adviceAfter(method: string): string {
  return method === "GET" || method === "HEAD"
    ? "Please try again."
    : "It is not known whether this call was carried out: look before you repeat it.";
}
