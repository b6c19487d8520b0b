import { join } from "node:path";
import { parseDatabaseUrl, parseRedisUrl } from "@latchkey/enforcer";
import { z } from "zod";
import { emailAddress, host, parsed, path, ranges } from "./values.js";

const LOOPBACK = "127.0.0.0/8, ::1/128";
const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

/** What server and gateway both read. Written once, so that one environment means the same to both. */
export const SHARED_SETTINGS = {
  HOST: host,
  OPS_HOST: host,
  DATA_DIR: path("./data"),
  DATABASE_URL: parsed(parseDatabaseUrl).optional(),
  REDIS_URL: parsed(parseRedisUrl).optional(),
  TRUSTED_PROXIES: ranges.prefault(LOOPBACK),
  SUPPORT_EMAIL: emailAddress.nullable().default(null),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(", ")}`).default("info"),
};

/** The database that is set, or else the embedded one. */
export function databaseUrlOf(settings: { DATABASE_URL?: string | undefined; DATA_DIR: string }): string {
  return settings.DATABASE_URL ?? `sqlite:${join(settings.DATA_DIR, "latchkey.sqlite")}`;
}
