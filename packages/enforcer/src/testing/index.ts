export { createTestDatabase, migrate, type TestDatabase } from "./database.js";
export { FakeClock } from "./fake-clock.js";
export { RedisServer, startRedisCluster } from "./redis-server.js";
export { basic, Seed } from "./seed.js";
