import { type Allowed, type AnswerContext, errorBody, rateLimitHeaders } from "@latchkey/enforcement";

/** What can keep an allowed request from its answer. */
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
    message: "The service behind this gateway could not be reached. Please try again.",
  },
  UPSTREAM_TIMEOUT: {
    status: 504,
    title: "Gateway Timeout",
    message: "The service behind this gateway did not answer in time. Please try again.",
  },
};

const NO_CODE_OF_ITS_OWN = 1000;

/**
 * An answer about a failure, in the form that callers of this family of paths already read, with the throttle as it stands: the call was
 * allowed and has spent, whatever came of it.
 */
export function failureAnswer(
  failure: Failure,
  { rateLimit }: Allowed,
  context: AnswerContext,
): { status: number; headers: string[]; body: string } {
  const { status } = FAILURES[failure];
  const error = { ...FAILURES[failure], reason: failure, errorCode: NO_CODE_OF_ITS_OWN };
  const { contentType, body } = errorBody(error, context);
  const headers = [
    "X-Request-Id",
    context.requestId,
    "Cache-Control",
    "no-store",
    "Content-Type",
    contentType,
    ...rateLimitHeaders(rateLimit),
  ];
  return { status, headers, body };
}
