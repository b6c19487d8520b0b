export { type Clock, systemClock } from "./clock.js";
export {
  type Admission,
  createDirectEnforcer,
  type DirectEnforcer,
  type DirectEnforcerOptions,
} from "./direct/direct-enforcer.js";
export { createEnforcer, type Enforcer, type EnforcerOptions, type EnforcerStatus } from "./enforcer.js";
export { announcer } from "./hints/hints.js";
export { type Logger, silentLogger } from "./logger.js";
export { nodePrimitives } from "./primitives.js";
export { connectRedis, type RedisConnection } from "./redis/connection.js";
export { parseRedisUrl } from "./redis/redis-url.js";
export { openRulesReader, type RulesReader } from "./replica/rules-reader.js";
export { DATABASE_NOW } from "./sql/database-now.js";
export {
  type DatabasePlace,
  type MysqlPlace,
  parseDatabaseUrl,
  type SqlitePlace,
} from "./sql/database-url.js";
export { followPrimary, isDemoted } from "./sql/follow-primary.js";
export { setMysqlSessions } from "./sql/mysql-session.js";
export type { Counting, ThrottleStatus } from "./throttle/throttle.js";
export { addCalls, type Calls } from "./usage/calls.js";
export type { UsageStatus } from "./usage/recorder.js";
