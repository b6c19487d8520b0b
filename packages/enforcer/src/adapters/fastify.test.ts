import { once } from "node:events";
import { connect } from "node:http2";
import type { AddressInfo } from "node:net";
import fastify, { type FastifyInstance, type RouteShorthandOptions } from "fastify";
import fastifyPlugin from "fastify-plugin";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Enforcer } from "../enforcer.js";
import { open, request } from "../testing/http.js";
import { testEnforcer } from "../testing/rules.js";
import { latchkey, serves } from "./fastify.js";

const CALLS = "/v1/Accounts/demo/Calls";
const ACTIVE = { code: "calls.active", api: "voice", method: "GET", path: "/v3/accounts/{sid}/calls/active" };
const GET_CALL = { code: "calls.get", api: "voice", method: "GET", path: "/v3/accounts/{sid}/calls/{call}" };

let rules: ReturnType<typeof testEnforcer>;
let enforcer: Enforcer;
let app: FastifyInstance;

beforeEach(() => {
  rules = testEnforcer(100, [ACTIVE, GET_CALL]);
  enforcer = { ...rules.enforcer, close: vi.fn() } as unknown as Enforcer;
  app = fastify();
});
afterEach(() => app.close());

const asked = async (url: string, key = rules.all) => {
  const { statusCode, headers, body } = await app.inject({ url, headers: { authorization: key.basic } });
  return headers["x-latchkey-reason"] ?? (statusCode === 200 ? body : statusCode);
};

describe("every route is judged", () => {
  test("those of the app, of a plugin with a context of its own, and those that are not there", async () => {
    app.register(latchkey, { enforcer });
    app.get(CALLS, async () => "root");
    app.register(async (child) => {
      child.get("/v3/accounts/:sid/calls/active", async ({ latchkey }) => latchkey.operation);
    });
    expect(await asked(CALLS)).toBe("root");
    expect(await asked("/v3/accounts/demo/calls/active")).toBe("calls.active");
    expect(await asked("/v3/accounts/other/calls/active")).toBe("ACCOUNT_MISMATCH");
    expect(await asked("/elsewhere")).toBe("UNKNOWN_API");
    expect(await asked("/v3/accounts/demo/calls/1")).toBe(404);
  });

  test("so that a plugin with a context of its own that came first is refused", async () => {
    app.register(async (child) => {
      child.get("/early", async () => "not judged");
    });
    app.register(latchkey, { enforcer });
    await expect(app.ready()).rejects.toThrow("Register latchkey first");
  });

  test("so that a plugin is refused whose context has no routes, and which would guard none of the app's", async () => {
    app.register(async (child) => {
      child.register(latchkey, { enforcer });
    });
    app.get(CALLS, async () => "not judged");
    await expect(app.ready()).rejects.toThrow("latchkey guards no route here");
  });

  test("so that it is refused too beside one in another context, which has routes", async () => {
    app.register(async (api) => {
      api.register(latchkey, { enforcer });
      api.get(CALLS, async () => "judged");
    });
    app.register(async (api) => {
      api.register(async (child) => {
        child.register(latchkey, { enforcer });
      });
      api.get("/v3/accounts/:sid/calls/active", async () => "not judged");
    });
    await expect(app.ready()).rejects.toThrow("latchkey guards no route here");
  });

  test("those too that were there before it, in the same context", async () => {
    app.register(async (child) => {
      child.get(CALLS, async () => "judged");
      await child.register(latchkey, { enforcer });
    });
    expect((await app.inject(CALLS)).statusCode).toBe(401);
  });

  test("but not one without a context of its own, whose headers denials keep", async () => {
    const cors = async (instance: FastifyInstance) => {
      instance.addHook("onRequest", async (_, reply) => {
        reply.header("Access-Control-Allow-Origin", "*");
      });
    };
    app.register(fastifyPlugin(cors));
    app.register(latchkey, { enforcer });
    const { statusCode, headers } = await app.inject("/v1/x");
    expect([statusCode, headers["access-control-allow-origin"]]).toEqual([401, "*"]);
    expect(headers["content-type"]).toBe("application/json");
  });
});

test("registered in a context, it guards that context alone", async () => {
  app.get("/healthz", async () => "ok");
  app.register(async (api) => {
    await api.register(latchkey, { enforcer });
    api.get(CALLS, async () => "calls");
  });
  expect(await asked("/healthz")).toBe("ok");
  expect(await asked(CALLS)).toBe("calls");
  expect((await app.inject(CALLS)).statusCode).toBe(401);
});

test("what rewriteUrl makes of the URL is not what is judged", async () => {
  app = fastify({ rewriteUrl: () => "/v3/accounts/demo/calls/active" });
  app.register(latchkey, { enforcer });
  app.get("/v3/accounts/:sid/calls/active", async ({ latchkey }) => latchkey.operation);
  expect(await asked("/v3/accounts/demo/calls/1")).toBe("calls.get");
  expect(await asked("/elsewhere")).toBe("UNKNOWN_API");
});

describe("a route that says which operation it serves", () => {
  const route = (says: RouteShorthandOptions = serves("calls.active")) => {
    app.register(latchkey, { enforcer });
    app.get("/v3/accounts/:sid/calls/active", says, async () => "active");
    app.get("/v3/accounts/:sid/calls/:call", { config: { operation: "calls.get" } }, async () => "one");
  };

  test("is reached by calls of that operation, decoded as they are judged", async () => {
    route();
    expect(await asked("/v3/accounts/demo/calls/active")).toBe("active");
    expect(await asked("/v3/accounts/demo/calls/%61ctive")).toBe("active");
    expect(await asked("/v3/accounts/demo/calls/ACTIVE")).toBe("one");
  });

  test("may say what it answers with, which changes no denial", async () => {
    app.register(latchkey, { enforcer });
    const body = { type: "object", properties: { active: { type: "boolean" } } };
    app.get<{ Reply: { 200: { active: boolean }; "4xx": { active: false } } }>(
      "/v3/accounts/:sid/calls/:call",
      { ...serves("calls.active"), schema: { response: { 200: body, "4xx": body } } },
      async () => ({ active: true }),
    );
    expect(await asked("/v3/accounts/demo/calls/active")).toBe('{"active":true}');
    expect((await app.inject("/v3/accounts/demo/calls/active")).json()).toMatchObject({ http_code: 401 });
    expect(await asked("/v3/accounts/demo/calls/1")).toBe("AMBIGUOUS_PATH");
  });

  test.each([
    ["a hook", serves("calls.active")],
    ["its configuration", { config: { operation: "calls.active" } }],
    ["a hook whose place another one has taken", { ...serves("calls.active"), onRequest: async () => {} }],
    ["a hook beside another one", { onRequest: [serves("calls.active").onRequest, async () => {}] }],
  ])("by %s, refuses what the router takes for its own in another reading of the path", async (_, says) => {
    app = fastify({ routerOptions: { caseSensitive: false } });
    route(says);
    expect(await asked("/v3/accounts/demo/calls/active")).toBe("active");
    expect(await asked("/v3/accounts/demo/calls/ACTIVE")).toBe("AMBIGUOUS_PATH");
  });
});

test("a route that says which operation it serves answers 503 where no guard has judged", async () => {
  app.register(async (api) => {
    api.register(latchkey, { enforcer });
    api.get(CALLS, async () => "calls");
  });
  app.get("/v3/accounts/:sid/calls/active", serves("calls.active"), async () => "not judged");
  expect(await asked("/v3/accounts/demo/calls/active")).toBe("UNAVAILABLE");
});

test("what Fastify's router can't decode gets its 400, and reaches nobody", async () => {
  const handler = vi.fn();
  app.register(latchkey, { enforcer });
  app.setNotFoundHandler(handler);
  expect((await app.inject("/v1/%zz")).statusCode).toBe(400);
  expect(handler).not.toHaveBeenCalled();
});

test("over HTTP/2 it judges, answers and drops credentials likewise", async () => {
  const http2 = fastify({ http2: true });
  http2.register(latchkey, { enforcer });
  http2.get(CALLS, serves("voice.calls.list"), async ({ raw }) => ({
    raw: raw.rawHeaders,
    headers: raw.headers,
  }));
  await http2.listen({ host: "127.0.0.1", port: 0 });
  const session = connect(`http://127.0.0.1:${(http2.server.address() as AddressInfo).port}`);
  const ask = async (headers: Record<string, string | string[]>) => {
    const stream = session.request({ ":path": CALLS, "x-latchkey-account": "forged", ...headers });
    const [answered] = await once(stream, "response");
    return { status: answered[":status"], headers: answered, body: (await stream.toArray()).join("") };
  };
  const allowed = await ask({ authorization: rules.all.basic });
  expect(allowed.status).toBe(200);
  expect(allowed.headers["ratelimit-policy"]).toBe('"voice";q=100;w=60');
  expect(allowed.body).not.toMatch(/forged|authorization/);
  const denied = await ask({});
  expect([denied.status, denied.headers["x-latchkey-reason"]]).toEqual([401, "UNAUTHENTICATED"]);
  expect(JSON.parse(denied.body).RestException.Status).toBe(401);
  session.destroy();
  await http2.close();
});

test("without a database the app gets ready, answers 503, and closes", async () => {
  app.register(latchkey, { databaseUrl: "sqlite:/nowhere/latchkey.sqlite" });
  await app.ready();
  expect(app.latchkey.enforcer.status().ready).toBe(false);
  const port = await open(app.server);
  const { status, headers } = await request(port, "GET", CALLS);
  expect([status, headers.get("x-latchkey-reason")]).toEqual([503, "UNAVAILABLE"]);
});

test("an enforcer of one's own is not closed with the app", async () => {
  app.register(latchkey, { enforcer });
  await app.ready();
  await app.close();
  expect(enforcer.close).not.toHaveBeenCalled();
});

test("an option that can't be used ends the start", async () => {
  app.register(latchkey, { databaseUrl: "postgres://user:secret@host/database" });
  await expect(app.ready()).rejects.toThrow("databaseUrl: must be sqlite:");
});
