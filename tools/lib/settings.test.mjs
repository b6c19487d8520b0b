import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addressOf, listenersOf, readSettings, requireDataDir } from "./settings.mjs";

test("without any variable everything listens on loopback, on ports of its own", () => {
  const listeners = listenersOf(readSettings({}));
  expect(listeners.map(({ variable, port }) => `${variable} ${port}`)).toEqual([
    "PORT 4000",
    "GATEWAY_PORT 4100",
    "GATEWAY_NGINX_PORT 4101",
    "GATEWAY_FORWARD_AUTH_PORT 4102",
    "GATEWAY_ENVOY_PORT 4103",
    "GATEWAY_DECISION_PORT 4104",
    "DEMO_UPSTREAM_PORT 4105",
    "OPS_PORT 4108",
    "GATEWAY_OPS_PORT 4109",
  ]);
  expect(new Set(listeners.map(({ host }) => host))).toEqual(new Set(["127.0.0.1"]));
});

test("with an upstream of one's own, the demo upstream is left out", () => {
  expect(readSettings({ UPSTREAM_URL: "http://10.0.0.1" }).demoUpstream).toBeNull();
});

test.each([
  ["0.0.0.0", "http://127.0.0.1:80"],
  ["::", "http://[::1]:80"],
  ["::1", "http://[::1]:80"],
  ["10.0.0.1", "http://10.0.0.1:80"],
])("what listens on %s is reached at %s", (host, url) => {
  expect(addressOf({ host, port: 80 })).toBe(url);
});

describe("DATA_DIR", () => {
  let parent;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), "latchkey-data-"));
  });
  afterEach(() => rmSync(parent, { recursive: true }));

  test("is made with its parents, and taken as it is the next time", () => {
    requireDataDir(join(parent, "a", "b"));
    writeFileSync(join(parent, "a", "b", "file"), "kept");
    requireDataDir(join(parent, "a", "b"));
    expect(readFileSync(join(parent, "a", "b", "file"), "utf8")).toBe("kept");
  });

  test("that is a file is refused in one line", () => {
    writeFileSync(join(parent, "file"), "");
    expect(() => requireDataDir(join(parent, "file"))).toThrow(/^DATA_DIR .* cannot be written \(EEXIST\)/);
  });

  if (process.platform === "linux")
    test("that can never exist is refused at once", () => {
      expect(() => requireDataDir("/proc/latchkey/data")).toThrow(/^DATA_DIR .* cannot be written/);
    });
});
