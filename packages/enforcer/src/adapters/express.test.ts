import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import express, { type Express } from "express";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Enforcer } from "../enforcer.js";
import { open, request } from "../testing/http.js";
import { testEnforcer } from "../testing/rules.js";
import { latchkey, serves } from "./express.js";

const ACTIVE = { code: "calls.active", api: "voice", method: "GET", path: "/v3/accounts/{sid}/calls/active" };
const GET_CALL = { code: "calls.get", api: "voice", method: "GET", path: "/v3/accounts/{sid}/calls/{call}" };

let rules: ReturnType<typeof testEnforcer>;
let onlyGet: ReturnType<(typeof rules)["add"]>;
let enforcer: Enforcer;
let app: Express;
let server: Server;
let port: number;

beforeEach(async () => {
  rules = testEnforcer(100, [ACTIVE, GET_CALL]);
  onlyGet = rules.add({ codes: ["calls.get"] });
  enforcer = { ...rules.enforcer, close: vi.fn() } as unknown as Enforcer;
  app = express();
  server = createServer(app);
  port = await open(server);
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const call = (path: string, key = rules.all) =>
  request(port, "GET", path, [`Authorization: ${key.basic}`], "");
const asked = async (path: string, key = rules.all) => {
  const { status, headers, body } = await call(path, key);
  return headers.get("x-latchkey-reason") ?? (status === 200 ? body : status);
};

test("under a prefix the whole path is judged, not what is left of it", async () => {
  app.use("/v3", await latchkey({ enforcer }));
  app.get("/v3/accounts/:sid/calls/active", (request, response) => {
    response.send(request.latchkey?.operation);
  });
  expect(await asked("/v3/accounts/demo/calls/active")).toBe("calls.active");
  expect(await asked("/v3/accounts/other/calls/active")).toBe("ACCOUNT_MISMATCH");
});

test("what an earlier middleware makes of the URL is not what is judged", async () => {
  app.use((request, _, next) => {
    request.url = "/v3/accounts/demo/calls/active";
    next();
  });
  app.use(await latchkey({ enforcer }));
  app.use((request, response) => void response.send(request.latchkey?.operation));
  expect(await asked("/v3/accounts/demo/calls/1", onlyGet)).toBe("calls.get");
  expect(await asked("/elsewhere")).toBe("UNKNOWN_API");
});

describe("a route that says which operation it serves", () => {
  const route = () => {
    app.get("/v3/accounts/:sid/calls/active", serves("calls.active"), (_, response) => {
      response.send("active");
    });
    app.get("/v3/accounts/:sid/calls/:call", serves("calls.get"), (request, response) => {
      response.send(request.params.call);
    });
  };

  test("is reached by calls of that operation", async () => {
    app.use(await latchkey({ enforcer }));
    route();
    expect(await asked("/v3/accounts/demo/calls/active")).toBe("active");
    expect(await asked("/v3/accounts/demo/calls/1", onlyGet)).toBe("1");
  });

  test("refuses what the router takes for its own in another reading of the path", async () => {
    app.use(await latchkey({ enforcer }));
    route();
    // Judged as the call named ACTIVE, routed to the active ones; and judged as the active ones, routed to a call.
    expect(await asked("/v3/accounts/demo/calls/ACTIVE", onlyGet)).toBe("AMBIGUOUS_PATH");
    expect(await asked("/v3/accounts/demo/calls/%61ctive")).toBe("AMBIGUOUS_PATH");
  });

  test("answers 503 where no guard has judged", async () => {
    route();
    expect(await asked("/v3/accounts/demo/calls/active")).toBe("UNAVAILABLE");
  });
});

test("a denial keeps its headers behind a middleware that takes lists of headers for lists of pairs", async () => {
  // As morgan, compression and express-session did for years, by on-headers 1.0.
  app.use((_, response, next) => {
    const { writeHead } = response;
    const taken = (status: number, headers: readonly string[] = []) => {
      for (const pair of headers) response.setHeader(pair[0] ?? "", pair[1] ?? "");
      return writeHead.call(response, status);
    };
    response.writeHead = taken as typeof writeHead;
    next();
  });
  app.use(await latchkey({ enforcer }));
  const { status, headers, body } = await request(port, "GET", "/v1/Accounts/demo/Calls");
  expect([status, headers.get("x-latchkey-reason")]).toEqual([401, "UNAUTHENTICATED"]);
  expect(headers.get("www-authenticate")).toContain("Basic");
  expect(headers.get("content-length")).toBe(String(body.length));
});

test("no handler runs when somebody else has answered while the decision was made", async () => {
  let decide: (decision: unknown) => void = () => {};
  const slow = {
    decide: () =>
      new Promise((resolve) => {
        decide = resolve;
      }),
  } as unknown as Enforcer;
  const handler = vi.fn();
  app.use((_, response, next) => {
    setTimeout(() => {
      response.status(504).end();
      decide(rules.enforcer.decide({ ...question, authorization: rules.all.basic }, "r"));
    }, 20);
    next();
  });
  app.use(await latchkey({ enforcer: slow }));
  app.use(handler);
  const failed = vi.fn();
  app.use((_error: unknown, _request: unknown, _response: unknown, _next: unknown) => failed());
  const question = { method: "GET", path: "/v3/accounts/demo/calls/1", clientAddress: null };
  expect((await call(question.path)).status).toBe(504);
  await vi.waitFor(() => expect(failed).toHaveBeenCalled());
  expect(handler).not.toHaveBeenCalled();
});

test("an enforcer of one's own is not closed with the middleware", async () => {
  const guard = await latchkey({ enforcer });
  expect(guard.enforcer).toBe(enforcer);
  await guard.close();
  expect(enforcer.close).not.toHaveBeenCalled();
});

test("options that can't be used are refused in one line, without the password", async () => {
  const refused = latchkey({ databaseUrl: "postgres://user:secret@host/database" });
  await expect(refused).rejects.toThrow(/^databaseUrl: must be sqlite:.* or mysql:[^\n]*$/);
  await expect(refused).rejects.not.toThrow("secret");
  const databaseUrl = "sqlite:/nowhere/latchkey.sqlite";
  await expect(latchkey({ databaseUrl, trustedProxies: ["nginx"] })).rejects.toThrow("trustedProxies");
});

test("of trusted proxies that are no ranges the one line is all that is said: the database is not asked before", async () => {
  const said: string[] = [];
  const say = (_: object, message: string) => void said.push(message);
  const logger = { info: say, warn: say, error: say };
  const refused = latchkey({
    databaseUrl: "sqlite:/nowhere/x.sqlite",
    trustedProxies: ["10.0.0.1/8"],
    logger,
  });
  await expect(refused).rejects.toThrow(/^trustedProxies: must be .* a range by its first address.*$/);
  expect(said).toEqual([]);
});

test.each([
  ["databaseUrl", undefined],
  ["databaseUrl", {}],
  ["databaseUrl", { databaseUrl: undefined, enforcer: undefined }],
  ["redisUrl", { redisUrl: "" }],
  ["leaseSeconds", { leaseSeconds: Number.POSITIVE_INFINITY }],
  ["leaseSeconds", { leaseSeconds: "30" }],
  ["pollMilliseconds", { pollMilliseconds: 0 }],
  ["id", { id: "x".repeat(41) }],
  ["trustedProxies", { trustedProxies: true }],
  ["trustedProxies", { trustedProxies: "10.0.0.0/8" }],
  ["trustProxies", { trustProxies: ["10.0.0.0/8"] }],
  ["keepAuthorization", { keepAuthorization: "false" }],
  ["logger", { logger: console.log }],
  ["enforcer", { enforcer: {} }],
  ["databaseUrl", { databaseUrl: "sqlite:x", enforcer: { decide() {}, close() {} } }],
])("%s is named when %j is given, which JavaScript lets pass", async (name, given) => {
  const all = name === "databaseUrl" ? given : { databaseUrl: "sqlite:/nowhere/latchkey.sqlite", ...given };
  const options = name === "enforcer" ? given : all;
  await expect(latchkey(options as never)).rejects.toThrow(new RegExp(`^${name}: [^\\n]+$`));
});

describe.each([
  ["5", express],
  ["4", createRequire(import.meta.url)("express-4") as typeof express],
])("on Express %s routes that stand before the guard", (_, framework) => {
  test("are told of, once: they are not judged", async () => {
    const logger = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
    const own = framework();
    own.get("/healthz", (_request, response) => void response.send("ok"));
    own.use("/early", framework.Router());
    own.use((_request, _response, next) => next());
    own.use(await latchkey({ enforcer, logger }));
    own.get("/late", (_request, response) => void response.send("ok"));
    server.removeAllListeners("request").on("request", own);
    expect(await asked("/healthz")).toBe("ok");
    for (let call = 0; call < 2; call++) expect(await asked("/late")).toBe("UNKNOWN_API");
    expect(logger.warn.mock.calls).toEqual([
      [{ routes: ["/healthz", "a router"] }, "these routes stand before the guard and are not judged"],
    ]);
  });
});

test("before the rules are there it answers 503, and closing does not wait for them", async () => {
  const guard = await latchkey({ databaseUrl: "sqlite:/nowhere/latchkey.sqlite" });
  app.use(guard);
  expect(await asked("/v3/accounts/demo/calls/active")).toBe("UNAVAILABLE");
  await guard.close();
});
