import type { EndChoice } from "./request-fields.js";

/** One sending of a request: what it asks for, and what it is known by. */
export interface Attempt {
  content: string;
  key: string;
  /** RFC 3339; null: for ever. */
  validUntil: string | null;
}

/**
 * The attempt to be sent: the one `before`, when the same is asked for, so that the same click sent twice asks once; else a new one,
 * whose days count from now.
 */
export function attemptFor(
  before: Attempt | null,
  asked: { api: string; limit: number; reason: string; end: EndChoice },
  fresh: Omit<Attempt, "content">,
): Attempt {
  const content = JSON.stringify([asked.api, asked.limit, asked.reason, asked.end]);
  return before?.content === content ? before : { content, ...fresh };
}
