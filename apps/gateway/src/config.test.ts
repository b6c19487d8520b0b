import { resolve } from "node:path";
import { contains, parseAddress } from "@latchkey/enforcement";
import { expect, test } from "vitest";
import { readConfig } from "./config.js";

const holds = (ranges: Parameters<typeof contains>[0], text: string) => {
  const address = parseAddress(text);
  return address !== null && contains(ranges, address);
};

test("with nothing set, everything is on loopback and the upstream is the demo's", () => {
  const config = readConfig({ UPSTREAM_URL: "", GATEWAY_PORT: "" });
  expect(config).toMatchObject({
    host: "127.0.0.1",
    ports: { proxy: 4100, nginx: 4101, "forward-auth": 4102, envoy: 4103, decision: 4104 },
    opsPort: 4109,
    leaseSeconds: 30,
  });
  expect(config.upstream.origin).toBe("http://127.0.0.1:4105");
  expect(config.databaseUrl).toBe(`sqlite:${resolve("data/latchkey.sqlite")}`);
  expect(holds(config.trustedProxies, "::1")).toBe(true);
  expect(holds(config.trustedProxies, "192.0.2.1")).toBe(false);
});

test.each([
  ["0.0.0.0", "http://localhost:4105"],
  ["::", "http://localhost:4105"],
  ["::1", "http://[::1]:4105"],
  ["fe80::1%eth0", "http://[fe80::1]:4105"],
])("listening on %s, the demo upstream is asked at %s", (HOST, origin) => {
  expect(readConfig({ HOST }).upstream.origin).toBe(origin);
});

test("whoever is trusted may ask for decisions, unless DECISION_PEERS says otherwise", () => {
  const trusted = { TRUSTED_PROXIES: "10.0.0.0/8, 2001:db8::/32" };
  expect(holds(readConfig(trusted).decisionPeers, "10.1.2.3")).toBe(true);
  const config = readConfig({ ...trusted, DECISION_PEERS: "192.0.2.1" });
  expect([holds(config.decisionPeers, "10.1.2.3"), holds(config.decisionPeers, "192.0.2.1")]).toEqual([
    false,
    true,
  ]);
  expect(holds(readConfig({ TRUSTED_PROXIES: "none" }).trustedProxies, "127.0.0.1")).toBe(false);
});

test.each([
  ["GATEWAY_PORT", "http"],
  ["GATEWAY_NGINX_PORT", "65536"],
  ["GATEWAY_FORWARD_AUTH_PORT", "4102.5"],
  ["GATEWAY_ENVOY_PORT", "envoy"],
  ["GATEWAY_DECISION_PORT", "-4104"],
  ["GATEWAY_OPS_PORT", "-1"],
  ["GATEWAY_PORT", "0x1004"],
  ["DEMO_UPSTREAM_PORT", "4e3"],
  ["GATEWAY_DECISION_PORT", " 4104"],
  ["UPSTREAM_URL", "localhost:4105"],
  ["UPSTREAM_URL", "http://user:secret@upstream"],
  ["UPSTREAM_URL", "http://upstream/prefix"],
  ["DATABASE_URL", "postgres://user:secret@host/database"],
  ["SUPPORT_EMAIL", "nobody"],
  ["REDIS_URL", "redis://:secret@host/x"],
  ["TRUSTED_PROXIES", "10.0.0.1/8"],
  ["DECISION_PEERS", "nginx"],
  ["POLICY_LEASE_SECONDS", "0"],
  ["POLICY_LEASE_SECONDS", "3601"],
  ["POLICY_LEASE_SECONDS", "1.5"],
  ["POLICY_LEASE_SECONDS", "1e2"],
  ["LOG_LEVEL", "loud"],
])("%s=%s is refused in one line that names it and does not repeat its value", (name, value) => {
  const message = (() => {
    try {
      readConfig({ [name]: value });
    } catch (error) {
      return (error as Error).message;
    }
  })();
  expect(message).toMatch(new RegExp(`^${name} must be [^\\n]+\\.$`));
  expect(message).not.toContain("secret");
});

test("two listeners can't have one port, but any number a port that is free", () => {
  expect(() => readConfig({ GATEWAY_ENVOY_PORT: "4101" })).toThrow(
    "GATEWAY_ENVOY_PORT must be another port than GATEWAY_NGINX_PORT.",
  );
  const free = { GATEWAY_PORT: "0", GATEWAY_NGINX_PORT: "0" };
  expect(readConfig(free).ports).toMatchObject({ proxy: 0, nginx: 0 });
});
