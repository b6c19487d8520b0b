import type { Allowed, Decision, Denied } from "../decision.js";
import { type AnswerContext, denialBody } from "./body.js";
import { denialHeaders, type FlatHeaders, identityHeaders, rateLimitHeaders } from "./headers.js";
import { type DenialStatus, PUBLIC_REASONS } from "./reasons.js";

export interface Answer {
  status: 200 | DenialStatus;
  /** All headers of the answer but length, date and connection. */
  headers: FlatHeaders;
  /** Empty when allowed. */
  body: string;
}

/** The whole answer of a listener that is asked by another proxy. */
export function answer(decision: Decision, context: AnswerContext): Answer {
  return decision.allowed ? allowedAnswer(decision, context.requestId) : deniedAnswer(decision, context);
}

/** 200 without a body, with who calls, what, and how the throttle stands. */
export function allowedAnswer(allowed: Allowed, requestId: string): Answer {
  const headers = ownHeaders(requestId);
  identityHeaders(allowed, headers);
  rateLimitHeaders(allowed.rateLimit, headers);
  return { status: 200, headers, body: "" };
}

/** The answer to a caller who was denied. For one method and path, all causes of a 401 differ in the request id alone. */
export function deniedAnswer(denied: Denied, context: AnswerContext): Answer {
  const { contentType, body } = denialBody(denied, context);
  const headers = ownHeaders(context.requestId);
  headers.push("Content-Type", contentType, ...denialHeaders(denied));
  return { status: PUBLIC_REASONS[denied.reason].status, headers, body };
}

function ownHeaders(requestId: string): FlatHeaders {
  return ["X-Request-Id", requestId, "Cache-Control", "no-store"];
}
