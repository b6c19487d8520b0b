import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type AddressRanges, readRanges } from "@latchkey/enforcement";
import { parseRedisUrl } from "@latchkey/enforcer";
import { z } from "zod";
import { checkDatabaseUrl } from "./database/database-url.js";
import { Failure } from "./failure.js";
import { accountSid, emailAddress, password } from "./forms.js";

const fromRoot = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

const port = z
  .string()
  .regex(/^\d{1,5}$/, "must be a port number")
  .transform(Number)
  .refine((value) => value >= 1 && value <= 65_535, "must be a port number from 1 to 65535");
const origin = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (
    !url ||
    !/^https?:$/.test(url.protocol) ||
    url.username !== "" ||
    url.pathname !== "/" ||
    url.search !== "" ||
    url.hash !== ""
  ) {
    context.addIssue("must be an origin such as https://keys.example.com, without a path");
    return z.NEVER;
  }
  return url.origin;
});
const ranges = z.string().transform((text, context): AddressRanges => {
  const read = readRanges(text);
  if (read) return read;
  context.addIssue("must be addresses or CIDR ranges, separated by commas, or none");
  return z.NEVER;
});

const redisUrl = z.string().superRefine((text, context) => {
  try {
    parseRedisUrl(text);
  } catch (error) {
    context.addIssue(error instanceof Error ? error.message : "cannot be read");
  }
});

const smtpUrl = z.string().refine((text) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && /^smtps?:$/.test(url.protocol) && url.hostname !== "";
}, "must be smtp://host:port or smtps://host:port, with user:password@ before the host if need be");

const schema = z
  .object({
    NODE_ENV: z.string().optional(),
    HOST: z.string().default("127.0.0.1"),
    PORT: port.default(4000),
    GATEWAY_PORT: port.default(4100),
    OPS_HOST: z.string().default("127.0.0.1"),
    OPS_PORT: port.default(4108),
    DATA_DIR: z
      .string()
      .default("./data")
      .transform((path) => resolve(path)),
    DATABASE_URL: z.string().optional(),
    REDIS_URL: redisUrl.optional(),
    CATALOGUE: z
      .string()
      .default(fromRoot("catalogue/exotel.openapi.yaml"))
      .transform((path) => resolve(path)),
    TRUSTED_PROXIES: ranges.prefault("127.0.0.0/8,::1/128"),
    PUBLIC_URL: origin.optional(),
    GATEWAY_URL: origin.optional(),
    SMTP_URL: smtpUrl.nullable().default(null),
    SUPPORT_EMAIL: emailAddress.nullable().default(null),
    OPERATOR_SECOND_FACTOR: z.enum(["required", "optional"], "must be required or optional").optional(),
    AUTH_SECRET: z.string().min(32, "must have at least 32 characters").nullable().default(null),
    LOG_LEVEL: z
      .enum(
        ["fatal", "error", "warn", "info", "debug", "trace", "silent"],
        "must be fatal, error, warn, info, debug, trace or silent",
      )
      .default("info"),
    SETUP_ACCOUNT_SID: accountSid.default("demo"),
    SETUP_OWNER_EMAIL: emailAddress.default("owner@example.com"),
    SETUP_OPERATOR_EMAIL: emailAddress.default("operator@example.com"),
    SETUP_OWNER_PASSWORD: password.nullable().default(null),
    SETUP_OPERATOR_PASSWORD: password.nullable().default(null),
  })
  .refine((env) => env.SETUP_OWNER_EMAIL !== env.SETUP_OPERATOR_EMAIL, {
    path: ["SETUP_OPERATOR_EMAIL"],
    message: "must not be the owner's",
  })
  .refine((env) => env.OPS_PORT !== env.PORT, { path: ["OPS_PORT"], message: "must not be that of PORT" });

/** All settings of the server. Left out, each has its default. */
export type Config = ReturnType<typeof readConfig>;

/**
 * Reads the settings from the environment; a variable set to nothing counts as left out.
 * @throws {Failure} one line that names the first variable whose value can't be used, without the value.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env) {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const { data, error } = schema.safeParse(given);
  const issue = error?.issues[0];
  if (!data) throw new Failure(`${issue?.path.join(".")} ${issue?.message}.`);
  const databaseUrl = checkDatabaseUrl(
    data.DATABASE_URL ?? `sqlite:${resolve(data.DATA_DIR, "latchkey.sqlite")}`,
  );
  const publicUrl = data.PUBLIC_URL ?? `http://localhost:${data.PORT}`;
  const byUrl = publicUrl.startsWith("https:") ? "required" : "optional";
  return {
    production: data.NODE_ENV === "production",
    host: data.HOST,
    port: data.PORT,
    opsHost: data.OPS_HOST,
    opsPort: data.OPS_PORT,
    dataDir: data.DATA_DIR,
    databaseUrl,
    redisUrl: data.REDIS_URL ?? null,
    catalogue: data.CATALOGUE,
    trustedProxies: data.TRUSTED_PROXIES,
    publicUrl,
    gatewayUrl: data.GATEWAY_URL ?? `http://localhost:${data.GATEWAY_PORT}`,
    smtpUrl: data.SMTP_URL,
    supportEmail: data.SUPPORT_EMAIL,
    authSecret: data.AUTH_SECRET,
    secondFactorRequired: (data.OPERATOR_SECOND_FACTOR ?? byUrl) === "required",
    logLevel: data.LOG_LEVEL,
    setup: {
      accountSid: data.SETUP_ACCOUNT_SID,
      ownerEmail: data.SETUP_OWNER_EMAIL,
      ownerPassword: data.SETUP_OWNER_PASSWORD,
      operatorEmail: data.SETUP_OPERATOR_EMAIL,
      operatorPassword: data.SETUP_OPERATOR_PASSWORD,
    },
  };
}
