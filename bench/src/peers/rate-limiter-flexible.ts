import { createClient } from "@redis/client";
import { RateLimiterRedis } from "rate-limiter-flexible";

/** rate-limiter-flexible with its store in Redis, counting for one key. */
export async function rateLimiterFlexible(url: string, limit: number, windowSeconds: number) {
  const client = createClient({ url });
  await client.connect();
  const limiter = new RateLimiterRedis({
    storeClient: client,
    useRedisPackage: true,
    points: limit,
    duration: windowSeconds,
  });
  return {
    consume: async (): Promise<void> => void (await limiter.consume("account")),
    close: () => client.close(),
  };
}
