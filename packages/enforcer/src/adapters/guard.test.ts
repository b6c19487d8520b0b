import { describe, expect, test, vi } from "vitest";
import { testEnforcer } from "../testing/rules.js";
import { Guard } from "./guard.js";

const CALLS = "/v1/Accounts/demo/Calls";

function request(headers: string[]) {
  const named: [string, string][] = [];
  for (let at = 0; at < headers.length; at += 2) {
    named.push([headers[at]?.toLowerCase() ?? "", headers[at + 1] ?? ""]);
  }
  const socket = { remoteAddress: "127.0.0.1" };
  return { method: "GET", rawHeaders: headers, headers: Object.fromEntries(named), socket };
}

describe("allowed", () => {
  test("says who calls and what, and which headers the answer gets", async () => {
    const { enforcer, all } = testEnforcer(10);
    const judged = await new Guard(enforcer).judge(request(["Authorization", all.basic]), CALLS);
    expect(judged).toMatchObject({
      allowed: true,
      call: { account: "demo", key: all.key, operation: "voice.calls.list", rateLimit: { remaining: 9 } },
    });
    if (!judged.allowed) return;
    expect(judged.call.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(judged.headers.slice(0, 4)).toEqual([
      "X-Request-Id",
      judged.call.requestId,
      "X-RateLimit-Limit",
      "10",
    ]);
  });
});

describe("UNAVAILABLE", () => {
  test.each([
    ["the enforcer throws", { decide: () => raise() }],
    ["the enforcer's promise is rejected", { decide: () => Promise.reject(new Error("broken")) }],
  ])("is the answer when %s, with the credentials gone and none of them in the log", async (_, enforcer) => {
    const logger = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
    const incoming = request(["Authorization", "Basic c2VjcmV0"]);
    const judged = await new Guard(enforcer, { logger }).judge(incoming, CALLS);
    expect(judged).toMatchObject({ allowed: false, answer: { status: 503 } });
    expect(incoming).toMatchObject({ rawHeaders: [], headers: {} });
    expect(logger.error).toHaveBeenCalledOnce();
    expect(JSON.stringify(logger.error.mock.calls)).not.toContain("c2VjcmV0");
  });

  test("is the answer when the request itself can't be read", async () => {
    const { enforcer } = testEnforcer();
    const unreadable = {
      ...request([]),
      get socket(): never {
        return raise();
      },
    };
    const judged = await new Guard(enforcer).judge(unreadable, CALLS);
    expect(judged).toMatchObject({ allowed: false, answer: { status: 503 } });
  });
});

test("trusted proxies can be chosen, and texts that are no ranges are refused", async () => {
  const { enforcer, onlyFrom203 } = testEnforcer();
  const headers = () => ["Authorization", onlyFrom203.basic, "X-Forwarded-For", "203.0.113.9"];
  const allowedBy = async (guard: Guard) => (await guard.judge(request(headers()), CALLS)).allowed;
  expect(await allowedBy(new Guard(enforcer))).toBe(true);
  expect(await allowedBy(new Guard(enforcer, { trustedProxies: ["127.0.0.1"] }))).toBe(true);
  expect(await allowedBy(new Guard(enforcer, { trustedProxies: [] }))).toBe(false);
  expect(() => new Guard(enforcer, { trustedProxies: ["10.0.0.1/8"] })).toThrow(/^trustedProxies: must be/);
});

function raise(): never {
  throw new Error("broken");
}
