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

/** The body of a denial, in the form that callers of this family of paths already read. */
export function denialBody(denied: Denied, context: AnswerContext): { contentType: string; body: string } {
  const { status, reason } = PUBLIC_REASONS[denied.reason];
  const message = publicMessage(denied, context.supportEmail);
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
          error_data: { code: ERROR_CODES[status], message, description: reason },
          status: "failure",
          data: null,
        },
      });
    default: {
      const missingPermission = denied.missingPermission ?? undefined;
      const problem = {
        type: "about:blank",
        title: TITLES[status],
        status,
        detail: message,
        reason,
        missingPermission,
      };
      return {
        contentType: "application/problem+json",
        body: JSON.stringify({ ...problem, requestId: context.requestId }),
      };
    }
  }
}

function json(value: unknown): { contentType: string; body: string } {
  return { contentType: "application/json", body: JSON.stringify(value) };
}

/** The first segment as it was sent: a path too ambiguous to match has a family all the same. */
function familyOf(path: string): string {
  return /^\/([^/?]*)/.exec(path)?.[1] ?? "";
}
