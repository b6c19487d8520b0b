import { pairOf, readVectors } from "@latchkey/enforcement/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RawAnswer, request } from "../testing/http.js";
import { ANY_PATH } from "../testing/rules.js";
import { bytes, denialOverHttp, NO_HEADER_VALUE, REQUEST_TARGET, trimmed } from "../testing/wire.js";
import { type Echo, FRAMEWORKS, type Framework, openService, SUPPORT_EMAIL } from "./testing/services.js";

const { vectors: BASIC } = readVectors("basic");
const { vectors: PATHS } = readVectors("paths");
const { vectors: ADDRESSES, forwarded } = readVectors("addresses");
/** The peer is 127.0.0.1 here. */
const FORWARDED = forwarded.filter(({ peer, trusted }) => peer === "127.0.0.1" && trusted.length > 0);
/** Without X-Forwarded-For the peer's address is known. */
const ADMITTED = readVectors("cidrs").admitted.filter(({ address }) => address !== null);
const TRUSTED = ["127.0.0.0/8", "::1/128", "10.0.0.0/8"];
const CALLS = "/v1/Accounts/demo/Calls";

/** What Fastify's router answers 400 before any hook: what decodeURI does not read. */
const NOT_ROUTABLE: Record<Framework, (path: string) => boolean> = {
  "Express 5": () => false,
  "Express 4": () => false,
  Fastify: (path) => !isDecodable(path),
};

describe.each(FRAMEWORKS)("the published vectors over a socket to %s", (framework) => {
  let service: Awaited<ReturnType<typeof openService>>;
  beforeAll(async () => {
    service = await openService(framework, { limit: 100_000, operations: ANY_PATH, trustedProxies: TRUSTED });
  });
  afterAll(() => service.close());

  /** The reason, null when allowed; undefined when the HTTP parser or the router refused the request before it could be judged. */
  async function said(authorization: string, path: string, addresses: string[] = []) {
    const lines = [`Authorization: ${authorization}`, ...addresses.map((line) => `X-Forwarded-For: ${line}`)];
    const answer = await request(service.port, "GET", bytes(path), lines.map(bytes));
    const { status, headers, body } = answer;
    if (!headers.has("x-request-id")) {
      expect([400, 431]).toContain(status);
      return undefined;
    }
    if (status === 200) {
      expect(JSON.parse(body) as Echo).toMatchObject({ latchkey: { account: "demo" } });
      return null;
    }
    const reason = headers.get("x-latchkey-reason") ?? "";
    expectDenial(answer, reason, trimmed(path));
    return reason;
  }

  test.each(BASIC)("Authorization: $why", async ({ authorization }) => {
    const pair = pairOf(trimmed(authorization));
    if (pair !== null) service.add(pair);
    // Two lenient readings of broken forms: if anything cleaned the header up, it would be let in.
    service.add({ key: "a", token: "b" });
    const reason = await said(authorization, CALLS);
    if (reason === undefined) return expect(authorization).toMatch(NO_HEADER_VALUE);
    expect(reason).toBe(pair === null ? "UNAUTHENTICATED" : null);
  });

  test.each(PATHS)("path $path: $why", async ({ path, segments }) => {
    const twin = PATHS.find((vector) => vector.path === trimmed(path));
    const expected = twin ? twin.segments : segments;
    const reason = await said(service.all.basic, path);
    if (reason === undefined) {
      return expect(!REQUEST_TARGET.test(path) || NOT_ROUTABLE[framework](path)).toBe(true);
    }
    expect(reason).toBe(expected === null ? "AMBIGUOUS_PATH" : null);
  });

  /** A key that may be used from this address alone; null: from every address. */
  const keyFor = (address: string | null) => {
    const only = `${address}/${address?.includes(":") ? 128 : 32}`;
    return service.add({ cidrs: address === null ? ["0.0.0.0/0", "::/0"] : [only] });
  };

  test.each(ADDRESSES)("address $text: $why", async ({ text, address }) => {
    const twin = ADDRESSES.find((vector) => vector.text === trimmed(text));
    const expected = twin ? twin.address : address;
    const reason = await said(keyFor(expected).basic, CALLS, [text]);
    if (reason === undefined) return expect(text).toMatch(NO_HEADER_VALUE);
    expect(reason).toBe(expected === null ? "IP_NOT_ALLOWED" : null);
  });

  test.each(ADMITTED)("allowlist $cidrs, address $address: $why", async ({ cidrs, address, admitted }) => {
    const reason = await said(service.add({ cidrs }).basic, CALLS, [address ?? ""]);
    expect(reason).toBe(admitted ? null : "IP_NOT_ALLOWED");
  });

  test.each(FORWARDED)("X-Forwarded-For: $why", async ({ forwardedFor, clientAddress }) => {
    const reason = await said(keyFor(clientAddress).basic, CALLS, forwardedFor);
    expect(reason).toBe(clientAddress === null ? "IP_NOT_ALLOWED" : null);
  });
});

/** All headers and the body are those of the gateway's proxy, and no others. */
function expectDenial({ status, headers, body }: RawAnswer, reason: string, path: string): void {
  const { date, ...others } = Object.fromEntries(headers);
  const requestId = others["x-request-id"] ?? "";
  const expected = denialOverHttp(reason, { requestId, method: "GET", path, supportEmail: SUPPORT_EMAIL });
  expect(date).toBeDefined();
  expect({ status, headers: others, body }).toEqual({
    ...expected,
    headers: Object.fromEntries(expected.headers),
  });
}

function isDecodable(path: string): boolean {
  try {
    decodeURI(path.split(/[?#]/)[0] ?? "");
    return true;
  } catch {
    return false;
  }
}
