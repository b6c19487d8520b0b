import type { ThrottleRequest } from "./throttle-request.entity.js";

/** "The request for 300 calls to sms". */
export function asked({ requestedLimit, apiCode }: ThrottleRequest): string {
  return `The request for ${requestedLimit} calls to ${apiCode}`;
}

/** "300 are granted until 2026-03-01T00:00:00.000Z", or "for ever". */
export function granted(limit: number, validUntil: Date | null): string {
  return `${limit} are granted ${validUntil === null ? "for ever" : `until ${validUntil.toISOString()}`}`;
}
