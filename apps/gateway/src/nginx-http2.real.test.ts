import { once } from "node:events";
import { type ClientHttp2Session, connect, type OutgoingHttpHeaders } from "node:http2";
import { freePorts } from "@latchkey/enforcer/testing";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startNginx } from "./testing/nginx.js";
import { CALLS, type RealGateway, SEND, startRealGateway } from "./testing/real-gateway.js";

let real: RealGateway;
let nginx: Awaited<ReturnType<typeof startNginx>>;
let session: ClientHttp2Session;

beforeAll(async () => {
  real = await startRealGateway();
  const { nginx: latchkey, upstream } = real.ports;
  const [listen = 0] = await freePorts(1);
  nginx = await startNginx({ listen, isHttp2: true, latchkey, upstream });
  session = connect(`http://127.0.0.1:${listen}`);
  const isReady = async () => expect((await call({ authorization: all() })).status).toBe(200);
  await vi.waitFor(isReady, { timeout: 15_000, interval: 100 });
}, 60_000);

afterAll(async () => {
  session?.destroy();
  await nginx?.stop();
  await real?.stop();
});

const all = () => real.authorization.all;

/** Calls over HTTP/2: `CALLS` by GET, unless the header says otherwise. */
async function call(header: OutgoingHttpHeaders, body = "") {
  const stream = session.request({ ":path": CALLS, ...header }, { endStream: false });
  stream.end(body);
  const [answered] = await once(stream, "response");
  const text = (await stream.setEncoding("utf8").toArray()).join("");
  return { status: answered[":status"], reason: answered["x-latchkey-reason"], headers: answered, text };
}

describe("over HTTP/2", () => {
  test("a call that is allowed reaches the upstream under the path that was judged, with the identity alone", async () => {
    const path = `${CALLS}.json?a=%20b`;
    const forged = { "x-latchkey-account": "forged", x_latchkey_key: "forged", "x-forwarded-for": "forged" };
    const { status, headers, text } = await call({ ":path": path, authorization: all(), ...forged });
    expect(status).toBe(200);
    expect(headers["x-ratelimit-limit"]).toBe("10000");
    expect(JSON.parse(text)).toMatchObject({ method: "GET", url: path, authorizationArrived: false });
    expect(text).toContain('["x-latchkey-account","demo"]');
    expect(text).not.toContain("forged");
    expect(text).not.toContain(real.token);
  });

  test("a body reaches the upstream", async () => {
    const sent = { ":method": "POST", ":path": SEND, authorization: all() };
    const { status, text } = await call(sent, "From=A");
    expect([status, JSON.parse(text).bodyBytes]).toEqual([200, 6]);
  });

  test("nobody is allowed without credentials, with wrong ones, or from another address", async () => {
    expect(await call({})).toMatchObject({ status: 401 });
    expect(await call({ authorization: `${all()}x` })).toMatchObject({ status: 401 });
    const elsewhere = { authorization: real.authorization.elsewhere, "x-forwarded-for": "203.0.113.1" };
    expect(await call(elsewhere)).toMatchObject({ status: 403, reason: "IP_NOT_ALLOWED" });
  });

  test.each([
    "/v1/Accounts/other/../demo/Calls",
    "//v1/Accounts/demo/Calls",
    `${CALLS}#x`,
    `${CALLS}/\u00e9`,
  ])("the path %s, which could be read in two ways, is refused", async (path) => {
    const asked = { ":path": path, authorization: all() };
    expect(await call(asked)).toMatchObject({ status: 403, reason: "AMBIGUOUS_PATH" });
  });

  test.each([
    [":path", `http://elsewhere${CALLS}`],
    [":path", CALLS.slice(1)],
    [":path", `${CALLS} x`],
    [":method", "get"],
  ])("what is no request, by %s %j, is not asked about", async (name, value) => {
    expect(await call({ [name]: value, authorization: all() })).toMatchObject({ status: 400 });
  });
});
