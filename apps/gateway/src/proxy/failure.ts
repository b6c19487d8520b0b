import type { AnswerContext } from "@latchkey/enforcement";

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

/** An answer about a failure, in the form that callers of this family of paths already read. */
export function failureAnswer(
  failure: Failure,
  { requestId, method, path }: AnswerContext,
): { status: number; headers: string[]; body: string } {
  const { status, title, message } = FAILURES[failure];
  const family = /^\/([^/?]*)/.exec(path)?.[1];
  let type = "application/json";
  let value: object;
  if (family === "v1" || family === "v2_beta") {
    value = { RestException: { Status: status, Message: message, Code: failure } };
  } else if (family === "v2" || family === "v3") {
    const error = { code: 1000, message, description: failure };
    const response = { code: status, error_data: error, status: "failure", data: null };
    value = { request_id: requestId, method, http_code: status, response };
  } else {
    type = "application/problem+json";
    value = { type: "about:blank", title, status, detail: message, reason: failure, requestId };
  }
  const headers = ["X-Request-Id", requestId, "Cache-Control", "no-store", "Content-Type", type];
  return { status, headers, body: JSON.stringify(value) };
}
