import { basic } from "@latchkey/enforcer/testing";
import { describe, expect, test, vi } from "vitest";
import { describePublishedVectors } from "./published-vectors.js";
import { CALLS, type RealGateway, SEND } from "./real-gateway.js";

/** What callers may try at this front. */
interface Attempts {
  /** Header lines, each with the value `forged`, none of which may get to the upstream. */
  forged: readonly string[];
  /** Header lines of a caller that give another address. */
  otherAddress: readonly string[];
  /** Header lines of a caller that name `CALLS` and its method instead of what is called. */
  otherCall: readonly string[];
  /** Targets that could be read in two ways, beside those that every front passes on. */
  ambiguous?: readonly string[];
}

/** What every front answers when a limit is used up. Spends all of that of `SEND`. @param left how much there is of it */
export function limitContract(real: () => RealGateway, left: number): void {
  test("429 follows exactly as many calls as the limit, with a Retry-After", async () => {
    const send = () => real().call("POST", SEND, real().authorization.all, ["Content-Length: 2"], "ab");
    for (let each = 0; each < left; each++) expect((await send()).status).toBe(200);
    const { status, headers } = await send();
    expect(status).toBe(429);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    expect(headers.get("x-ratelimit-remaining")).toBe("0");
    expect(headers.get("x-latchkey-reason")).toBe("THROTTLED");
  });
}

/** The contract of every proxy in front of the gateway. Spends none of the limit of `SEND`. */
export function frontContract(
  real: () => RealGateway,
  { forged, otherAddress, otherCall, ambiguous = [] }: Attempts,
): void {
  const call: RealGateway["call"] = (...request) => real().call(...request);
  const reasonOf = async (...request: Parameters<RealGateway["call"]>) => {
    const { status, headers } = await call(...request);
    return [status, headers.get("x-latchkey-reason")];
  };

  test("200 comes from the upstream, called under the path that was judged, with the identity and without the credentials", async () => {
    const { all } = real().authorization;
    const { status, headers, body } = await call("GET", `${CALLS}.json?a=%20b`, all, forged);
    expect(status).toBe(200);
    const echo = JSON.parse(body);
    expect(echo).toMatchObject({ method: "GET", url: `${CALLS}.json?a=%20b`, authorizationArrived: false });
    const arrived: [string, string][] = echo.headers;
    expect(Object.fromEntries(arrived)).toMatchObject({ "x-request-id": headers.get("x-request-id") });
    expect(arrived.filter(([name]) => name.startsWith("x-latchkey")).sort()).toEqual([
      ["x-latchkey-account", "demo"],
      ["x-latchkey-key", "lk_all"],
      ["x-latchkey-operation", "voice.calls.list"],
    ]);
    expect(body).not.toContain("forged");
    expect(body).not.toContain(real().token);
    expect(headers.get("x-ratelimit-limit")).toBe("10000");
    expect(headers.get("ratelimit")).toMatch(/^"voice";r=\d+;t=\d+$/);
  });

  test("401 comes with a challenge, and the same without credentials as with wrong ones", async () => {
    const without = await call("GET", CALLS, null);
    const wrong = await call("GET", CALLS, basic("lk_all", "wrong"));
    expect(without.status).toBe(401);
    expect(without.headers.get("www-authenticate")).toMatch(/^Basic realm="[^"]+", charset="UTF-8"$/);
    for (const { headers } of [without, wrong]) {
      headers.delete("date");
      headers.delete("x-request-id");
    }
    expect(wrong).toEqual(without);
  });

  describe("403", () => {
    test("names the missing permission, in the listener's own body", async () => {
      const { status, headers, body } = await call("POST", SEND, real().authorization.onlyCalls);
      expect([status, headers.get("x-latchkey-reason")]).toEqual([403, "PERMISSION_DENIED"]);
      expect(headers.get("x-latchkey-missing-permission")).toBe("sms.send");
      expect(JSON.parse(body).RestException).toMatchObject({ Status: 403, Code: "PERMISSION_DENIED" });
    });

    test("is what a caller from another address gets, whatever headers it sends", async () => {
      const asked = ["GET", CALLS, real().authorization.elsewhere, otherAddress] as const;
      expect(await reasonOf(...asked)).toEqual([403, "IP_NOT_ALLOWED"]);
    });

    test("is what headers that name another method or path get as well", async () => {
      const asked = ["POST", SEND, real().authorization.onlyCalls, otherCall] as const;
      expect(await reasonOf(...asked)).toEqual([403, "PERMISSION_DENIED"]);
    });

    test.each([
      "/v1/Accounts/demo/%2e%2e/demo/Calls",
      "/v1/Accounts/demo%2FCalls",
      "//v1/Accounts/demo/Calls",
      `${CALLS};x`,
      ...ambiguous,
    ])("is the answer to %s, which could be read in two ways", async (target) => {
      expect(await reasonOf("GET", target, real().authorization.all)).toEqual([403, "AMBIGUOUS_PATH"]);
    });
  });

  describePublishedVectors(call, () => real().authorization.all);

  test("a change holds within a second", async () => {
    await real().seed.update("api_key", "lk_all", { disabled: 1 });
    const isDisabled = async () =>
      expect(await reasonOf("GET", CALLS, real().authorization.all)).toEqual([403, "KEY_DISABLED"]);
    await vi.waitFor(isDisabled, { timeout: 1_000, interval: 10 });
    await real().seed.update("api_key", "lk_all", { disabled: 0 });
    const isEnabled = async () =>
      expect((await call("GET", CALLS, real().authorization.all)).status).toBe(200);
    await vi.waitFor(isEnabled, { timeout: 1_000, interval: 10 });
  });
}
