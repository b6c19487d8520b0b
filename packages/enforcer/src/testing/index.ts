export { createTestDatabase, migrate, type TestDatabase } from "./database.js";
export { FakeClock } from "./fake-clock.js";
export { basic, Seed } from "./seed.js";
