import { apiKey } from "@better-auth/api-key";
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { SqliteDialect } from "kysely";
import Sqlite from "libsql";

const KEYS = 1_000;

export interface BetterAuthKeys {
  /** `count` of its keys, picked at random. */
  pick(count: number): string[];
  /** Rejects unless the key is valid. */
  verify(key: string): Promise<void>;
}

/** better-auth with its plugin for API keys, which counts each key's calls as by default, with SQLite in memory as its store. */
export async function betterAuthKeys(): Promise<BetterAuthKeys> {
  const auth = betterAuth({
    baseURL: "http://localhost",
    secret: "a secret that only this benchmark knows",
    database: { dialect: new SqliteDialect({ database: new Sqlite(":memory:") }), type: "sqlite" },
    emailAndPassword: { enabled: true },
    logger: { disabled: true },
    telemetry: { enabled: false },
    plugins: [apiKey({ rateLimit: { enabled: true, timeWindow: 60_000, maxRequests: 1_000_000 } })],
  });
  await (await getMigrations(auth.options)).runMigrations();
  const { user } = await auth.api.signUpEmail({
    body: { email: "bench@example.com", name: "Bench", password: "a long enough password" },
  });
  const keys: string[] = [];
  for (let made = 0; made < KEYS; made++) {
    keys.push((await auth.api.createApiKey({ body: { userId: user.id, name: `key ${made}` } })).key);
  }
  return {
    pick: (count) => Array.from({ length: count }, () => keys[Math.floor(Math.random() * KEYS)] ?? ""),
    verify: async (key) => {
      const { valid } = await auth.api.verifyApiKey({ body: { key } });
      if (!valid) throw new Error("denied");
    },
  };
}
