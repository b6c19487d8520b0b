import {
  type Allowed,
  type AnswerContext,
  errorBody,
  ownHeaders,
  rateLimitHeaders,
} from "@latchkey/enforcement";
import { CONNECT_TIMEOUT } from "./limit-connecting.js";

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

/** Said where no connection was made. */
const NEVER_SENT = new Set<string | undefined>(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", CONNECT_TIMEOUT]);

/**
 * The answer about a failure, in the error format of the API family that the path belongs to. With the state of the throttle: the call was
 * allowed and has been counted.
 * @param code what Node.js calls it, if it does
 */
export function failureAnswer(
  failure: Failure,
  { rateLimit }: Allowed,
  context: AnswerContext,
  code?: string,
): { status: number; headers: string[]; body: string } {
  const { status, title, message } = FAILURES[failure];
  const next = failure === "UPGRADE_REFUSED" ? "" : ` ${adviceAfter(context.method, code)}`;
  const error = { status, title, message: message + next, reason: failure, errorCode: NO_CODE_OF_ITS_OWN };
  const { contentType, body } = errorBody(error, context);
  const headers = [...ownHeaders(context.requestId), "Content-Type", contentType];
  return { status, headers: rateLimitHeaders(rateLimit, headers), body };
}

/** Once the call was sent, nobody knows how far the service came: who repeats one that sends a message may have it sent twice. */
function adviceAfter(method: string, code: string | undefined): string {
  return method === "GET" || method === "HEAD" || NEVER_SENT.has(code)
    ? "Please try again."
    : "It is not known whether this call was carried out: look before you repeat it.";
}
