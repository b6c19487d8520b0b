import { readFileSync } from "node:fs";
import { request } from "@latchkey/enforcer/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { openListeners } from "./testing/listeners.js";

// Traefik and Envoy are not run here. What they send by these configurations is replayed, and what they keep of the answer is worked out.

const example = (path: string) =>
  parse(readFileSync(new URL(`../../../deploy/${path}`, import.meta.url), "utf8"));
const CALLS = "/v1/Accounts/demo/Calls?x=1";
const IDENTITY = ["x-latchkey-account", "x-latchkey-key", "x-latchkey-operation", "x-request-id"];
const RATE_LIMIT = [
  "x-ratelimit-limit",
  "x-ratelimit-remaining",
  "x-ratelimit-reset",
  "ratelimit-policy",
  "ratelimit",
];

let gateway: Awaited<ReturnType<typeof openListeners>>;
beforeAll(async () => {
  gateway = await openListeners();
});
afterAll(() => gateway.close());

describe("Traefik", () => {
  const { http } = example("traefik/latchkey.yml");
  const { forwardAuth } = http.middlewares.latchkey;
  const drops = new RegExp(forwardAuth.authResponseHeadersRegex.replace("(?i)", ""), "i");

  test("asks the forward-auth listener before it lets the credentials go", () => {
    expect(forwardAuth).toMatchObject({ address: "http://127.0.0.1:4102/", trustForwardHeader: false });
    expect(http.routers.api.middlewares).toEqual(["not-from-clients", "latchkey", "no-credentials"]);
    const { customRequestHeaders } = http.middlewares["no-credentials"].headers;
    expect(customRequestHeaders).toEqual({ Authorization: "", "Proxy-Authorization": "" });
    const { entryPoints, providers } = example("traefik/traefik.yml");
    expect(entryPoints).toHaveProperty(http.routers.api.entryPoints[0]);
    expect(providers.file.filename).toBe("latchkey.yml");
  });

  const replay = (method: string, uri: string, authorization: string, address = "192.0.2.1") =>
    request(gateway.ports["forward-auth"], "GET", "/", [
      "User-Agent: Go-http-client/1.1",
      `Authorization: ${authorization}`,
      `X-Forwarded-For: ${address}`,
      "X-Forwarded-Host: api.example.com",
      `X-Forwarded-Method: ${method}`,
      "X-Forwarded-Port: 443",
      "X-Forwarded-Proto: https",
      "X-Forwarded-Server: traefik",
      `X-Forwarded-Uri: ${uri}`,
      "Accept-Encoding: gzip",
    ]);

  test("gets a decision about the request that it forwards, and its API the identity", async () => {
    const { status, headers } = await replay("GET", CALLS, gateway.all.basic);
    expect(status).toBe(200);
    const named = forwardAuth.authResponseHeaders.map((name: string) => name.toLowerCase());
    const copied = [...headers.keys()].filter((name) => drops.test(name) || named.includes(name));
    expect(copied.sort()).toEqual(IDENTITY);
    expect((await replay("POST", CALLS, gateway.all.basic)).headers.get("x-latchkey-reason")).toBe(
      "UNKNOWN_API",
    );
    const elsewhere = await replay("GET", CALLS, gateway.onlyFrom203.basic);
    expect(elsewhere.headers.get("x-latchkey-reason")).toBe("IP_NOT_ALLOWED");
    expect((await replay("GET", CALLS, gateway.onlyFrom203.basic, "203.0.113.9")).status).toBe(200);
  });

  test("lets no client name the method, path or address that is judged, also behind a load balancer that it trusts", () => {
    const { customRequestHeaders } = http.middlewares["not-from-clients"].headers;
    const removed = { "X-Forwarded-Method": "", "X-Forwarded-Uri": "", Forwarded: "", Connection: "" };
    expect(customRequestHeaders).toEqual(removed);
  });

  test("drops every client form of Latchkey's headers", () => {
    const forms = [
      "X-Latchkey-Account",
      "X_latchkey_key",
      "X.latchkey.operation",
      "X-Latchkey_Key",
      "X~Latchkey-Key",
    ];
    expect(forms.filter((name) => !drops.test(name))).toEqual([]);
    expect(drops.test("X-Forwarded-For")).toBe(false);
  });
});

describe("Envoy", () => {
  const { listeners, clusters } = example("envoy/envoy.yaml").static_resources;
  const manager = listeners[0].filter_chains[0].filters[0].typed_config;
  const filters = Object.fromEntries(
    manager.http_filters.map((filter: { name: string; typed_config: unknown }) => [
      filter.name.replace("envoy.filters.http.", ""),
      filter.typed_config,
    ]),
  );
  const { allowed_upstream_headers, allowed_client_headers_on_success } =
    filters.ext_authz.http_service.authorization_response;
  const selects = ({ patterns }: { patterns: { exact?: string; prefix?: string }[] }, name: string) =>
    patterns.some(({ exact, prefix }) => exact === name || (prefix !== undefined && name.startsWith(prefix)));

  test("asks the Envoy listener after the client's forms are gone, and allows nothing without an answer", () => {
    expect(Object.keys(filters)).toEqual(["header_mutation", "ext_authz", "router"]);
    const removed = filters.header_mutation.mutations.request_mutations.map(
      ({ remove }: { remove: string }) => remove,
    );
    const names = ["account", "key", "operation", "reason", "missing-permission", "status"];
    expect(removed).toEqual(expect.arrayContaining(names.map((name) => `x-latchkey-${name}`)));
    const dotted = ["account", "key", "operation"].flatMap((name) =>
      ["x.latchkey.", "x.latchkey-", "x-latchkey."].map((start) => start + name),
    );
    expect(removed).toEqual(expect.arrayContaining(dotted));
    expect(filters.ext_authz.failure_mode_allow).toBe(false);
    expect(manager).toMatchObject({ use_remote_address: true, normalize_path: false, merge_slashes: false });
    const [host] = manager.route_config.virtual_hosts;
    expect(host.request_headers_to_remove).toContain("authorization");
    const { address } = clusters[0].load_assignment.endpoints[0].lb_endpoints[0].endpoint;
    expect([clusters[0].name, address.socket_address.port_value]).toEqual(["latchkey", 4103]);
  });

  const replay = (method: string, path: string, authorization: string, address = "192.0.2.1") =>
    request(gateway.ports.envoy, method, path, [
      "content-length: 0",
      `authorization: ${authorization}`,
      `x-forwarded-for: ${address}`,
      "x-envoy-internal: true",
      "x-envoy-expected-rq-timeout-ms: 2000",
    ]);

  test("gets a decision about the request that it forwards; its API the identity, its client the throttle", async () => {
    const { status, headers } = await replay("GET", CALLS, gateway.all.basic);
    expect(status).toBe(200);
    const names = [...headers.keys()];
    expect(names.filter((name) => selects(allowed_upstream_headers, name)).sort()).toEqual(IDENTITY);
    expect(names.filter((name) => selects(allowed_client_headers_on_success, name)).sort()).toEqual(
      [...RATE_LIMIT, "x-request-id"].sort(),
    );
    const [host] = manager.route_config.virtual_hosts;
    const ofTheApi = [...RATE_LIMIT, ...IDENTITY].filter(
      (name) => !host.response_headers_to_remove.includes(name),
    );
    expect(ofTheApi).toEqual([]);
    expect((await replay("DELETE", CALLS, gateway.all.basic)).headers.get("x-latchkey-reason")).toBe(
      "UNKNOWN_API",
    );
  });

  test("is skipped in X-Forwarded-For, where older versions put themselves last", async () => {
    const { basic } = gateway.onlyFrom203;
    expect((await replay("GET", CALLS, basic, "203.0.113.9,127.0.0.1")).status).toBe(200);
    expect((await replay("GET", CALLS, basic, "203.0.113.9,192.0.2.1,127.0.0.1")).status).toBe(403);
  });
});
