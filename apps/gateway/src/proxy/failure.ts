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
 * The answer about a failure, in the error format of the API family that the path belongs to. With the state of the throttle: the call was
 * allowed and has been counted.
 */
export function failureAnswer(
  failure: Failure,
  { rateLimit }: Allowed,
  context: AnswerContext,
): { status: number; headers: string[]; body: string } {
  const { status } = FAILURES[failure];
  const error = { ...FAILURES[failure], reason: failure, errorCode: NO_CODE_OF_ITS_OWN };
  const { contentType, body } = errorBody(error, context);
  const headers = [...ownHeaders(context.requestId), "Content-Type", contentType];
  return { status, headers: rateLimitHeaders(rateLimit, headers), body };
}
