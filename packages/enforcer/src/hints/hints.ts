import type { RedisConnection } from "../redis/connection.js";

/** Where the numbers of new changes are said. */
const CHANNEL = "latchkey:changes";

/**
 * Says the number of a new change to all who follow hints: fire and forget. What is not said, since Redis is away, they learn with
 * their next look at the database.
 */
export function announcer(redis: Pick<RedisConnection, "publish">): (revision: number) => void {
  return (revision) => {
    redis.publish(CHANNEL, String(revision)).catch(() => undefined);
  };
}

/**
 * Has the feed look when a change is announced that is newer than what the replica has applied. A hint brings nothing but the look:
 * lost, doubled or reordered ones, or one that cannot be read, cost no more than that.
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
