import type { RedisConnection } from "../redis/connection.js";

/** Carries the revisions of new changes. */
const CHANNEL = "latchkey:changes";

/**
 * Gives a function that announces the revision of a new change to all gateways that follow hints. Fire and forget: what is not announced
 * because Redis is away, they learn at their next poll.
 */
export function announcer(redis: Pick<RedisConnection, "publish">): (revision: number) => void {
  return (revision) => {
    redis.publish(CHANNEL, String(revision)).catch(() => undefined);
  };
}

/**
 * Has the feed pull when a change is announced that is newer than what the replica has applied. A hint only causes a pull, so that hints
 * that are lost, doubled, reordered or unreadable do no harm.
 */
export function followHints(
  redis: Pick<RedisConnection, "subscribe">,
  replica: { readonly revision: number | null },
  feed: { hint(): void },
): void {
  redis.subscribe(CHANNEL, (message) => {
    const isKnown = Number(message) <= (replica.revision ?? -1);
    if (!isKnown) feed.hint();
  });
}
