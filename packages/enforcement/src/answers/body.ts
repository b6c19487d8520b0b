import { parsePath } from "../catalogue/path.js";
import type { Denied } from "../decision.js";
import { type DenialStatus, PUBLIC_REASONS, publicMessage } from "./reasons.js";

/** What an answer says besides the decision. */
export interface AnswerContext {
  /** Our own id of the request, never the client's. */
  requestId: string;
  /** The request's method and target as `AccessRequest` has them: the path's family decides the form of the body. */
  method: string;
  path: string;
  /** Where a throttled caller can ask for more; null: not said. */
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

/** An error as its caller is told of it. */
export interface PublicError {
  status: number;
  /** The status in words, as HTTP names it. */
  title: string;
  /** A stable name. */
  reason: string;
  /** The `error_data.code` of the /v2 and /v3 APIs. */
  errorCode: number;
  message: string;
  missingPermission?: string | undefined;
}

/** The body of a denial, in the form that callers of this family of paths already read. */
export function denialBody(denied: Denied, context: AnswerContext): ErrorBody {
  const { status, reason } = PUBLIC_REASONS[denied.reason];
  const message = publicMessage(denied, context.supportEmail);
  const missingPermission = denied.missingPermission ?? undefined;
  const [title, errorCode] = [TITLES[status], ERROR_CODES[status]];
  return errorBody({ status, title, reason, errorCode, message, missingPermission }, context);
}

export interface ErrorBody {
  contentType: string;
  body: string;
}

/** The body of any error of ours: RestException under /v1 and /v2_beta, the envelope of /v2 and /v3, else a problem of RFC 9457. */
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

/** The first segment, read as it is for matching, and alone: a path too ambiguous to match has a family all the same. */
function familyOf(path: string): string {
  const first = /^\/[^/?]*/.exec(path)?.[0] ?? "";
  return parsePath(first)?.[0] ?? "";
}
