import { createTestDatabase } from "@latchkey/enforcer/testing";
import { options } from "./config.mjs";
import { compareInProcess } from "./drive/in-process.mjs";

// The long form of the comparison in process, of what is built: `npm run oracle`.
const { requests, seed } = options({ requests: 1_000_000 });
process.stdout.write(`ORACLE_SEED=${seed}\n`);
const place = await createTestDatabase();
try {
  const started = performance.now();
  const counts = await compareInProcess(place, { requests, seed });
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stdout.write(`${JSON.stringify({ differences: 0, seconds, ...counts }, null, 2)}\n`);
} finally {
  await place.drop();
}
