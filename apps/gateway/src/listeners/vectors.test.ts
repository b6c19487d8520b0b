import { pairOf, readVectors } from "@latchkey/enforcement/testing";
import {
  ANY_PATH,
  denialOverHttp,
  NO_HEADER_VALUE,
  type RawAnswer,
  REQUEST_TARGET,
  trimmed,
} from "@latchkey/enforcer/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask, type Outcome, outcomeOf, type Question } from "../testing/ask.js";
import { SUPPORT_EMAIL } from "../testing/gate.js";
import { openListeners } from "../testing/listeners.js";
import { LISTENERS, type ListenerName } from "./listener-name.js";

const { vectors: BASIC } = readVectors("basic");
const { vectors: PATHS } = readVectors("paths");
const { vectors: ADDRESSES, forwarded: FORWARDED } = readVectors("addresses");
const { admitted: ADMITTED } = readVectors("cidrs");
const TRUSTED = ["127.0.0.0/8", "::1/128", "10.0.0.0/8"];
const CALLS = "/v1/Accounts/demo/Calls";

const DENIED = { account: null, operation: null, missingPermission: null };
const UNAUTHENTICATED: Outcome = { ...DENIED, status: 401, reason: "UNAUTHENTICATED" };
const AMBIGUOUS: Outcome = { ...DENIED, status: 403, reason: "AMBIGUOUS_PATH" };
const ELSEWHERE: Outcome = { ...DENIED, status: 403, reason: "IP_NOT_ALLOWED" };

let gateway: Awaited<ReturnType<typeof openListeners>>;
beforeAll(async () => {
  gateway = await openListeners({ limit: 100_000, operations: ANY_PATH, trusted: TRUSTED });
});
afterAll(() => gateway.close());

/** JSON keeps the white space that HTTP takes off. */
const arrivesTrimmed = (listener: ListenerName) => listener !== "decision";

/** Whether an HTTP parser may refuse this path before the listener sees it. */
function cannotBeSent(listener: ListenerName, path: string): boolean {
  if (listener === "decision") return false;
  const inHeader = listener === "nginx" || listener === "forward-auth";
  return inHeader ? NO_HEADER_VALUE.test(path) : !REQUEST_TARGET.test(path);
}

async function outcome(listener: ListenerName, question: Question) {
  const answer = await ask(listener, gateway.ports[listener], question);
  const said = outcomeOf(listener, answer);
  if (said !== null && said.status !== 200 && listener !== "decision") expectDenial(answer, said, question);
  return { answer, said };
}

/** All headers and the body are those of this denial, and no others. */
function expectDenial({ headers, body }: RawAnswer, { reason }: Outcome, { method, path }: Question): void {
  const { date, ...others } = Object.fromEntries(headers);
  const requestId = others["x-request-id"] ?? "";
  const expected = denialOverHttp(reason ?? "", {
    requestId,
    method,
    path: trimmed(path),
    supportEmail: SUPPORT_EMAIL,
  });
  expect(date).toBeDefined();
  expect(others).toEqual(Object.fromEntries(expected.headers));
  expect(body).toBe(expected.body);
}

describe.each(LISTENERS)("the published vectors over a socket to the %s listener", (listener) => {
  test.each(BASIC)("Authorization: $why", async ({ authorization }) => {
    const pair = pairOf(arrivesTrimmed(listener) ? trimmed(authorization) : authorization);
    if (pair !== null) gateway.add(pair);
    // Two lenient readings of broken forms: if anything cleaned the header up, it would be let in.
    gateway.add({ key: "a", token: "b" });
    const { said } = await outcome(listener, { authorization, method: "GET", path: CALLS, address: [] });
    const refusable = listener !== "decision" && NO_HEADER_VALUE.test(authorization);
    if (said === null) return expect(refusable).toBe(true);
    expect(said).toEqual(
      pair === null
        ? UNAUTHENTICATED
        : { ...DENIED, status: 200, reason: null, account: "demo", operation: "voice.calls.list" },
    );
  });

  test.each(PATHS)("path $path: $why", async ({ path, segments }) => {
    const sent = arrivesTrimmed(listener) ? trimmed(path) : path;
    const twin = PATHS.find((vector) => vector.path === sent);
    const expected = twin ? twin.segments : segments;
    const question = { authorization: gateway.all.basic, method: "GET", path, address: ["192.0.2.1"] };
    const { answer, said } = await outcome(listener, question);
    if (said === null) return expect(cannotBeSent(listener, path)).toBe(true);
    if (expected === null) return expect(said).toEqual(AMBIGUOUS);
    expect(said).toMatchObject({ status: 200, reason: null, account: "demo" });
    if (listener === "proxy") expect(JSON.parse(answer.body).url).toBe(sent);
  });

  test.each(ADDRESSES)("address $text: $why", async ({ text, address }) => {
    const sent = arrivesTrimmed(listener) ? trimmed(text) : text;
    const twin = ADDRESSES.find((vector) => vector.text === sent);
    const expected = twin ? twin.address : address;
    const bits = expected?.includes(":") ? 128 : 32;
    const alone = gateway.add({ cidrs: expected === null ? ["0.0.0.0/0", "::/0"] : [`${expected}/${bits}`] });
    const question = { authorization: alone.basic, method: "GET", path: CALLS, address: [text] };
    const { said } = await outcome(listener, question);
    if (said === null) {
      return expect([NO_HEADER_VALUE.test(text), listener === "decision"]).toEqual([true, false]);
    }
    if (expected === null) return expect(said).toEqual(ELSEWHERE);
    expect(said).toMatchObject({ status: 200, reason: null });
  });

  // Without X-Forwarded-For the proxy knows an address all the same: the peer's.
  const told = ADMITTED.filter(({ address }) => address !== null || listener !== "proxy");
  test.each(told)("allowlist $cidrs, address $address: $why", async ({ cidrs, address, admitted }) => {
    const { basic } = gateway.add({ cidrs });
    const addresses = address === null ? [] : [address];
    const question = { authorization: basic, method: "GET", path: CALLS, address: addresses };
    const { said } = await outcome(listener, question);
    if (admitted) expect(said).toMatchObject({ status: 200, reason: null });
    else expect(said).toEqual(ELSEWHERE);
  });
});

/** The peer is 127.0.0.1 here. nginx and the decision listener are told one address, not a list. */
const LISTS = FORWARDED.filter(({ peer, trusted }) => peer === "127.0.0.1" && trusted.length > 0);

describe.each(["proxy", "forward-auth", "envoy"] as const)(
  "X-Forwarded-For to the %s listener",
  (listener) => {
    test.each(LISTS)("$why", async ({ forwardedFor, clientAddress }) => {
      const isAbsent = forwardedFor.length === 0 && listener !== "proxy";
      const expected = isAbsent ? null : clientAddress;
      const bits = expected?.includes(":") ? 128 : 32;
      const alone = gateway.add({
        cidrs: expected === null ? ["0.0.0.0/0", "::/0"] : [`${expected}/${bits}`],
      });
      const question = { authorization: alone.basic, method: "GET", path: CALLS, address: forwardedFor };
      const { said } = await outcome(listener, question);
      if (expected === null) expect(said).toEqual(ELSEWHERE);
      else expect(said).toMatchObject({ status: 200, reason: null });
    });
  },
);
