import type { Allowed, Decision, Denied } from "../decision.js";
import { type AnswerContext, denialBody } from "./body.js";
import { denialHeaders, type FlatHeaders, identityHeaders, ownHeaders, rateLimitHeaders } from "./headers.js";
import { type DenialStatus, PUBLIC_REASONS } from "./reasons.js";

export interface Answer {
  status: 200 | DenialStatus;
  /** All headers except Content-Length, Date and Connection. */
  headers: FlatHeaders;
  /** Empty when allowed. */
  body: string;
}

/** The whole answer to a proxy that asks about a request. */
export function answer(decision: Decision, context: AnswerContext): Answer {
  return decision.allowed ? allowedAnswer(decision, context.requestId) : deniedAnswer(decision, context);
}

/** 200 without a body; the headers say who calls, which operation, and the state of the throttle. */
export function allowedAnswer(allowed: Allowed, requestId: string): Answer {
  const headers = ownHeaders(requestId);
  identityHeaders(allowed, headers);
  rateLimitHeaders(allowed.rateLimit, headers);
  return { status: 200, headers, body: "" };
}

/** The answer to a denied caller. For the same method and path, the answers to all causes of a 401 differ only in the request id. */
export function deniedAnswer(denied: Denied, context: AnswerContext): Answer {
  const { contentType, body } = denialBody(denied, context);
  const headers = ownHeaders(context.requestId);
  headers.push("Content-Type", contentType, ...denialHeaders(denied));
  return { status: PUBLIC_REASONS[denied.reason].status, headers, body };
}
