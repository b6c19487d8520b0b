export { atOnce } from "./at-once.js";
export { createTestDatabase, migrate, type TestDatabase } from "./database.js";
export { FakeClock } from "./fake-clock.js";
export { open, parse, type RawAnswer, request, sendRaw } from "./http.js";
export { received } from "./received.js";
export { RedisServer } from "./redis-server.js";
export { ANY_PATH, type TestKey, type TestKeyOptions, testEnforcer } from "./rules.js";
export { basic, Seed } from "./seed.js";
export { bytes, denialOverHttp, NO_HEADER_VALUE, REQUEST_TARGET, trimmed } from "./wire.js";
