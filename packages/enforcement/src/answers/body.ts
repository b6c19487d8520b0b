import { parsePath } from "../catalogue/path.js";
import type { Denied } from "../decision.js";
import { type DenialStatus, PUBLIC_REASONS, publicMessage } from "./reasons.js";

/** What an answer needs besides the decision. */
export interface AnswerContext {
  /** Our own id of the request, never the client's. */
  requestId: string;
  /** The request's method and target, as in `AccessRequest`. The first path segment decides the form of the body. */
  method: string;
  path: string;
  /** Where a throttled caller can ask for a higher limit; null: not mentioned. */
  supportEmail: string | null;
}

const TITLES: Record<DenialStatus, string> = {
  401: "Unauthorized",
  403: "Forbidden",
  429: "Too Many Requests",
  503: "Service Unavailable",
};

/** The `error_data.code` of the /v2 and /v3 APIs. */
const ERROR_CODES: Record<DenialStatus, number> = { 401: 1010, 403: 1003, 429: 1030, 503: 1000 };

/** An error as the caller is told about it. */
export interface PublicError {
  /** HTTP status code. */
  status: number;
  /** The HTTP reason phrase of the status. */
  title: string;
  /** A stable name for programs, such as PERMISSION_DENIED. */
  reason: string;
  /** The `error_data.code` of the /v2 and /v3 APIs. */
  errorCode: number;
  message: string;
  missingPermission?: string | undefined;
}

/** The body of a denial, in the error format of the API family that the path belongs to. */
export function denialBody(denied: Denied, context: AnswerContext): ErrorBody {
  const { status, reason } = PUBLIC_REASONS[denied.reason];
  const message = publicMessage(denied, context.supportEmail);
  const missingPermission = denied.missingPermission ?? undefined;
  const [title, errorCode] = [TITLES[status], ERROR_CODES[status]];
  return errorBody({ status, title, reason, errorCode, message, missingPermission }, context);
}

interface ErrorBody {
  contentType: string;
  body: string;
}

/** The body of any of our errors: a RestException under /v1 and /v2_beta, the envelope of /v2 and /v3, else RFC 9457 problem JSON. */
export function errorBody(error: PublicError, context: Omit<AnswerContext, "supportEmail">): ErrorBody {
  const { status, title, reason, errorCode, message, missingPermission } = error;
  switch (familyOf(context.path)) {
    case "v1":
    case "v2_beta":
      return json({ RestException: { Status: status, Message: message, Code: reason } });
    case "v2":
    case "v3":
      return json({
        request_id: context.requestId,
        method: context.method,
        http_code: status,
        response: {
          code: status,
          error_data: { code: errorCode, message, description: reason },
          status: "failure",
          data: null,
        },
      });
    default: {
      const problem = { type: "about:blank", title, status, detail: message, reason, missingPermission };
      return {
        contentType: "application/problem+json",
        body: JSON.stringify({ ...problem, requestId: context.requestId }),
      };
    }
  }
}

function json(value: unknown): ErrorBody {
  return { contentType: "application/json", body: JSON.stringify(value) };
}

/** The first segment, read by the path grammar on its own: also of a path whose later segments are ambiguous. */
function familyOf(path: string): string {
  const first = /^\/[^/?]*/.exec(path)?.[0] ?? "";
  return parsePath(first)?.[0] ?? "";
}
