import { resolve } from "node:path";
import { contains, parseAddress } from "@latchkey/enforcement";
import { expect, test } from "vitest";
import { z } from "zod";
import { readSettings } from "./read-settings.js";
import { databaseUrlOf, SHARED_SETTINGS } from "./shared-settings.js";

const read = (environment: NodeJS.ProcessEnv) => readSettings(z.object(SHARED_SETTINGS), environment);

test("with nothing set, everything is on loopback, and in a folder beside", () => {
  const { TRUSTED_PROXIES, ...others } = read({});
  expect(others).toEqual({
    HOST: "127.0.0.1",
    OPS_HOST: "127.0.0.1",
    DATA_DIR: resolve("data"),
    SUPPORT_EMAIL: null,
    LOG_LEVEL: "info",
  });
  const trusts = (text: string) => {
    const address = parseAddress(text);
    return address !== null && contains(TRUSTED_PROXIES, address);
  };
  expect(["127.1.2.3", "::1", "192.0.2.1"].map(trusts)).toEqual([true, true, false]);
});

test("the embedded database is in DATA_DIR, unless another is set", () => {
  expect(databaseUrlOf(read({ DATA_DIR: "/srv/latchkey" }))).toBe("sqlite:/srv/latchkey/latchkey.sqlite");
  expect(databaseUrlOf(read({ DATABASE_URL: "mysql://user@host/latchkey" }))).toBe(
    "mysql://user@host/latchkey",
  );
});

test.each([
  ["HOST", "  "],
  ["DATABASE_URL", "postgres://user:secret@host/database"],
  ["DATABASE_URL", "mysql://user:secret@host"],
  ["DATABASE_URL", "mysql://user:secret%ZZ@host/database"],
  ["DATABASE_URL", "sqlite:"],
  ["REDIS_URL", "redis://:secret@host:port"],
  ["REDIS_URL", "redis://:secret@host/x"],
  ["REDIS_URL", "http://host"],
  ["TRUSTED_PROXIES", "10.0.0.1/8"],
  ["TRUSTED_PROXIES", "10.0.0.0/8,nonsense"],
  ["TRUSTED_PROXIES", "10.0.0.0/8,none"],
  ["TRUSTED_PROXIES", "10.0.0.0/8,"],
  ["SUPPORT_EMAIL", "help"],
  ["SUPPORT_EMAIL", `${"a".repeat(250)}@example.com`],
  ["LOG_LEVEL", "loud"],
])("%s=%s is refused in one line that names it and does not repeat its value", (name, value) => {
  expect(() => read({ [name]: value })).toThrow(new RegExp(`^${name} must [^\\n]+\\.$`));
  expect(() => read({ [name]: value })).not.toThrow(/secret|loud|nonsense/);
});

test("who copies an address with its network's length, as machines show it, is told how a range is written", () => {
  expect(() => read({ TRUSTED_PROXIES: "172.17.0.1/16" })).toThrow(
    "a range by its first address: 10.0.0.0/8",
  );
});
