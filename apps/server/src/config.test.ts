import { clientAddress } from "@latchkey/enforcement";
import { Failure } from "@latchkey/program";
import { describe, expect, it } from "vitest";
import { readConfig } from "./config.js";

describe("settings that are left out", () => {
  it("have their defaults, also when they are set to nothing", () => {
    const config = readConfig({ PORT: "", DATA_DIR: "/srv/latchkey" });
    expect(config).toMatchObject({
      host: "127.0.0.1",
      port: 4000,
      opsPort: 4108,
      databaseUrl: "sqlite:/srv/latchkey/latchkey.sqlite",
      publicUrl: "http://localhost:4000",
      gatewayUrl: "http://localhost:4100",
      smtpUrl: null,
      supportEmail: null,
      authSecret: null,
      logLevel: "info",
      production: false,
      setup: { accountSid: "demo", ownerEmail: "owner@example.com", ownerPassword: null },
    });
    expect(config.catalogue).toMatch(/catalogue\/exotel\.openapi\.yaml$/);
  });

  it("follow the port where they depend on it", () => {
    const { publicUrl, gatewayUrl } = readConfig({ PORT: "8000", GATEWAY_PORT: "8100" });
    expect([publicUrl, gatewayUrl]).toEqual(["http://localhost:8000", "http://localhost:8100"]);
  });
});

describe("settings that are given", () => {
  it("require a second factor of operators behind https, unless they say otherwise", () => {
    const required = (env: NodeJS.ProcessEnv) => readConfig(env).secondFactorRequired;
    const https = { PUBLIC_URL: "https://keys.example.com" };
    expect([required({}), required(https)]).toEqual([false, true]);
    expect(required({ OPERATOR_SECOND_FACTOR: "required" })).toBe(true);
    expect(required({ ...https, OPERATOR_SECOND_FACTOR: "optional" })).toBe(false);
  });

  it("take an origin with a slash at its end", () => {
    expect(readConfig({ PUBLIC_URL: "https://keys.example.com/" }).publicUrl).toBe(
      "https://keys.example.com",
    );
  });

  it("are those of production in whatever case that is written, and with a space behind it: no password is made up then", () => {
    const production = (NODE_ENV: string) => readConfig({ NODE_ENV }).production;
    expect(["production", "Production", "PRODUCTION "].map(production)).toEqual([true, true, true]);
    expect(["development", "test", "production-like"].map(production)).toEqual([false, false, false]);
  });

  it("trust no proxy at all where they say none, as the gateway's do", () => {
    const { trustedProxies } = readConfig({ TRUSTED_PROXIES: "none" });
    expect(clientAddress("127.0.0.1", ["203.0.113.9"], trustedProxies)).toBe("127.0.0.1");
    expect(clientAddress("127.0.0.1", ["203.0.113.9"], readConfig({}).trustedProxies)).toBe("203.0.113.9");
  });

  it("write e-mail addresses in lower case, as they are looked up", () => {
    expect(readConfig({ SETUP_OWNER_EMAIL: "Ann@Example.com" }).setup.ownerEmail).toBe("ann@example.com");
  });
});

describe("a value that can't be used ends in one line that names its variable", () => {
  const bad: [string, string][] = [
    ["PORT", "abc"],
    ["PORT", "0"],
    ["PORT", "65536"],
    ["PORT", "80.5"],
    ["OPS_PORT", "4000"],
    ["DATABASE_URL", "postgres://user:hunter2secret@host/db"],
    ["REDIS_URL", "redis://:hunter2secret@host:port"],
    ["TRUSTED_PROXIES", "10.0.0.0/8,nonsense"],
    ["PUBLIC_URL", "keys.example.com"],
    ["PUBLIC_URL", "https://example.com/latchkey"],
    ["PUBLIC_URL", "https://:hunter2@example.com"],
    ["GATEWAY_URL", "ftp://example.com"],
    ["SMTP_URL", "mail.example.com"],
    ["SMTP_URL", "https://user:hunter2@mail.example.com"],
    ["SMTP_URL", "smtp://"],
    ["SMTP_URL", "smtp://user:12/hunter2@mail.example.com"],
    ["SMTP_URL", "smtp://user:12#hunter2@mail.example.com"],
    ["SUPPORT_EMAIL", "help"],
    ["AUTH_SECRET", "hunter2secret"],
    ["OPERATOR_SECOND_FACTOR", "none"],
    ["OPERATOR_SECOND_FACTOR", "Required"],
    ["LOG_LEVEL", "loud"],
    ["SETUP_ACCOUNT_SID", "no spaces"],
    ["SETUP_OWNER_EMAIL", "nobody"],
    ["SETUP_OWNER_PASSWORD", "hunter2"],
    ["SETUP_OPERATOR_PASSWORD", "x".repeat(129)],
    ["SETUP_OPERATOR_EMAIL", "owner@example.com"],
  ];
  it.each(bad)("%s=%s", (variable, value) => {
    const read = () => readConfig({ [variable]: value });
    expect(read).toThrow(Failure);
    expect(read).toThrow(new RegExp(`^${variable}\\b[^\\n]+\\.$`));
    expect(read).not.toThrow(/hunter2/);
  });
});
