import { fileURLToPath } from "node:url";
import {
  databaseUrlOf,
  differentPorts,
  emailAddress,
  origin,
  path,
  port,
  readSettings,
  SHARED_SETTINGS,
} from "@latchkey/program";
import { z } from "zod";
import { accountSid, password } from "./forms.js";

const fromRoot = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

const smtpUrl = z.string().refine((text) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  // Behind the host may stand the rest of a password with a "/" or "#" in it.
  const isWhole = url?.hash === "" && /^\/?$/.test(url.pathname);
  return isWhole && /^smtps?:$/.test(url.protocol) && url.hostname !== "";
}, "must be smtp://host:port or smtps://host:port, with user:password@ before the host if need be, special characters in it as their codes: / as %2F, # as %23");

const settings = z
  .object({
    ...SHARED_SETTINGS,
    NODE_ENV: z.string().trim().optional(),
    PORT: port(4000),
    GATEWAY_PORT: port(4100),
    OPS_PORT: port(4108),
    CATALOGUE: path(fromRoot("catalogue/exotel.openapi.yaml")),
    PUBLIC_URL: origin.optional(),
    GATEWAY_URL: origin.optional(),
    SMTP_URL: smtpUrl.nullable().default(null),
    OPERATOR_SECOND_FACTOR: z.enum(["required", "optional"], "must be required or optional").optional(),
    AUTH_SECRET: z.string().min(32, "must have at least 32 characters").nullable().default(null),
    SETUP_ACCOUNT_SID: accountSid.default("demo"),
    SETUP_OWNER_EMAIL: emailAddress.default("owner@example.com"),
    SETUP_OPERATOR_EMAIL: emailAddress.default("operator@example.com"),
    SETUP_OWNER_PASSWORD: password.nullable().default(null),
    SETUP_OPERATOR_PASSWORD: password.nullable().default(null),
  })
  .superRefine(differentPorts("PORT", "OPS_PORT"))
  .refine((env) => env.SETUP_OWNER_EMAIL !== env.SETUP_OPERATOR_EMAIL, {
    path: ["SETUP_OPERATOR_EMAIL"],
    message: "must not be the owner's",
  });

/** All settings of the server. Left out, each has its default. */
export type Config = ReturnType<typeof readConfig>;

/**
 * Reads the settings of the server from the environment.
 * @throws {Failure} one line that names the first variable whose value can't be used, without the value.
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env) {
  const data = readSettings(settings, environment);
  const publicUrl = data.PUBLIC_URL?.origin ?? `http://localhost:${data.PORT}`;
  const byUrl = publicUrl.startsWith("https:") ? "required" : "optional";
  return {
    production: data.NODE_ENV?.toLowerCase() === "production",
    host: data.HOST,
    port: data.PORT,
    opsHost: data.OPS_HOST,
    opsPort: data.OPS_PORT,
    dataDir: data.DATA_DIR,
    databaseUrl: databaseUrlOf(data),
    redisUrl: data.REDIS_URL ?? null,
    catalogue: data.CATALOGUE,
    trustedProxies: data.TRUSTED_PROXIES,
    publicUrl,
    gatewayUrl: data.GATEWAY_URL?.origin ?? `http://localhost:${data.GATEWAY_PORT}`,
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
