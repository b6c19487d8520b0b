import { beforeEach, describe, expect, it } from "vitest";
import { admit, authorize, decide, judge, judgeAuthenticated, unavailable } from "./decide.js";
import type { AccessRequest, DenialReason, Denied } from "./decision.js";
import type { AccountRule, KeyRule, Rules, ThrottleCounter } from "./rules.js";
import {
  allowlist,
  basic,
  KEY,
  keyRule,
  NOW,
  OLD_TOKEN,
  OTHER_TOKEN,
  permissions,
  primitives,
  request,
  rulesWith,
  TOKEN,
  token,
} from "./testing/rules.js";
import { WindowCounter } from "./throttle/window.js";

let counter: WindowCounter;
beforeEach(() => {
  counter = new WindowCounter();
});

function ask(change: Partial<AccessRequest> = {}, rules: Rules = rulesWith(), now = NOW) {
  return decide(rules, counter, request(change), now, primitives);
}

function expectDenied(
  reason: DenialReason,
  change: Partial<AccessRequest> = {},
  rules?: Rules,
  now?: number,
) {
  const decision = ask(change, rules, now) as Denied;
  expect(decision).toMatchObject({ allowed: false, reason });
  return decision;
}

describe("allowed", () => {
  it("names the caller, the operation and how the throttle stands", () => {
    expect(ask()).toEqual({
      allowed: true,
      caller: {
        accountId: "account-1",
        accountNumber: 0,
        account: "demo",
        keyId: "key-1",
        key: KEY,
        tokenId: "token-aaaa",
      },
      operation: "voice.calls.list",
      rateLimit: {
        api: "voice",
        limit: 3,
        windowSeconds: 60,
        remaining: 2,
        resetAt: NOW / 1000 + 60,
        resetSeconds: 60,
        retryAfterSeconds: 0,
      },
    });
  });

  it("takes HEAD as GET, a .json and any query", () => {
    expect(ask({ method: "HEAD", path: "/v1/Accounts/demo/Calls.json?a=/../" }).allowed).toBe(true);
  });

  it("takes an operation without a sid for every account", () => {
    expect(ask({ path: "/v2/links" })).toMatchObject({ allowed: true, operation: "links.list" });
  });

  it("takes imported pairs, which have other forms and no checksum", () => {
    const rules = rulesWith({ keys: [keyRule({ key: "demo", tokens: [token("old-secret_1")] })] });
    expect(ask({ authorization: basic("demo", "old-secret_1") }, rules).allowed).toBe(true);
  });
});

describe("MISSING_CREDENTIALS", () => {
  it("is said when there is no Authorization header", () => {
    expect(expectDenied("MISSING_CREDENTIALS", { authorization: null }).caller).toBeNull();
  });
});

describe("MALFORMED_CREDENTIALS", () => {
  it.each(["", "Bearer x", "Basic", "Basic YTpi=", "\0"])("is said of %j", (authorization) => {
    expectDenied("MALFORMED_CREDENTIALS", { authorization });
  });
});

describe("UNKNOWN_KEY", () => {
  it("is said of a key that is not there, even if the token fits the one that stands in, and nobody is named", () => {
    expect(expectDenied("UNKNOWN_KEY", {}, rulesWith({ keys: [] })).caller).toBeNull();
  });

  it("is said of it also when the one that stands in can't be read", () => {
    const rules = { ...rulesWith(), seekKey: () => ({ known: 0, key: keyRule({ tokensBroken: true }) }) };
    expectDenied("UNKNOWN_KEY", {}, rules);
  });

  it.each(["lk é", "lk.x", "x".repeat(65)])("is said without a look-up of %j, which no key can be", (key) => {
    const rules = { ...rulesWith(), seekKey: () => expect.fail("looked up") };
    expectDenied("UNKNOWN_KEY", { authorization: basic(key, TOKEN) }, rules);
  });
});

describe("WRONG_TOKEN", () => {
  it("is said of another token", () => {
    expect(expectDenied("WRONG_TOKEN", { authorization: basic(KEY, OTHER_TOKEN) }).caller).toBeNull();
  });

  it.each([
    TOKEN.replace(/.$/, (last) => (last === "0" ? "1" : "0")),
    `${TOKEN.slice(0, 10)}A${TOKEN.slice(11)}`,
    TOKEN.replace(/.$/, "-"),
    "a secret",
    "x".repeat(65),
  ])("is said of %j without a look-up", (text) => {
    const rules = { ...rulesWith(), seekKey: () => expect.fail("looked up") };
    expectDenied("WRONG_TOKEN", { authorization: basic(KEY, text) }, rules);
  });

  it("is said of every token of a key that has none", () => {
    expectDenied("WRONG_TOKEN", {}, rulesWith({ keys: [keyRule({ tokens: [] })] }));
  });
});

describe("TOKEN_RETIRED", () => {
  const retiresAt = NOW + 48 * 3_600_000;
  const rules = rulesWith({ keys: [keyRule({ tokens: [token(TOKEN), token(OLD_TOKEN, { retiresAt })] })] });
  const authorization = basic(KEY, OLD_TOKEN);

  it("is said from the very millisecond at which the grace period ends", () => {
    expect(ask({ authorization }, rules, retiresAt - 1).allowed).toBe(true);
    expect(expectDenied("TOKEN_RETIRED", { authorization }, rules, retiresAt).caller).toBeNull();
  });

  it("leaves the other token alone", () => {
    expect(ask({}, rules, retiresAt).allowed).toBe(true);
  });

  it("is said of a deleted token, whatever its end", () => {
    const deleted = token(OLD_TOKEN, { retiresAt, deleted: true });
    expectDenied("TOKEN_RETIRED", { authorization }, rulesWith({ keys: [keyRule({ tokens: [deleted] })] }));
  });
});

describe("what a stranger could measure", () => {
  it.each([
    ["an unknown key", rulesWith({ keys: [] }), TOKEN],
    ["a wrong token", rulesWith(), OTHER_TOKEN],
    ["a retired token", rulesWith({ keys: [keyRule({ tokens: [token(TOKEN, { retiresAt: 0 })] })] }), TOKEN],
    [
      "a retiring token",
      rulesWith({ keys: [keyRule({ tokens: [token(TOKEN), token(OLD_TOKEN)] })] }),
      OLD_TOKEN,
    ],
  ])("is one hash and two comparisons for %s", (_, rules, text) => {
    const work: string[] = [];
    judge(rules, request({ authorization: basic(KEY, text) }), NOW, {
      sha256: (secret) => {
        work.push("hash");
        return primitives.sha256(secret);
      },
      equal: (a, b) => {
        work.push(`equal ${a.length} ${b.length}`);
        return primitives.equal(a, b);
      },
    });
    expect(work).toEqual(["hash", "equal 32 32", "equal 32 32"]);
  });
});

describe("ACCOUNT_SUSPENDED", () => {
  it("is said once the token was right, and names the caller", () => {
    const rules = rulesWith({ account: { id: "account-1", number: 0, sid: "demo", suspended: true } });
    expect(expectDenied("ACCOUNT_SUSPENDED", {}, rules).caller).toMatchObject({ account: "demo" });
    expectDenied("WRONG_TOKEN", { authorization: basic(KEY, OTHER_TOKEN) }, rules);
  });
});

describe("KEY_DISABLED", () => {
  it("is said of a disabled key", () => {
    expectDenied("KEY_DISABLED", {}, rulesWith({ keys: [keyRule({ disabled: true })] }));
  });
});

describe("KEY_EXPIRED", () => {
  it("is said from the very millisecond of the expiry", () => {
    const rules = rulesWith({ keys: [keyRule({ expiresAt: NOW + 1 })] });
    expect(ask({}, rules, NOW).allowed).toBe(true);
    expectDenied("KEY_EXPIRED", {}, rules, NOW + 1);
  });
});

describe("IP_NOT_ALLOWED", () => {
  const rules = rulesWith({ keys: [keyRule({ allowlist: allowlist("203.0.113.0/24") })] });

  it.each([null, "203.0.114.1", "garbage", "", "2001:db8::1"])(
    "is said of the address %j",
    (clientAddress) => {
      expectDenied("IP_NOT_ALLOWED", { clientAddress }, rules);
    },
  );

  it("is said of every address when the list is empty", () => {
    expectDenied("IP_NOT_ALLOWED", {}, rulesWith({ keys: [keyRule({ allowlist: allowlist() })] }));
  });

  it("is not said of a key for any address, also when the address is unknown", () => {
    expect(ask({ clientAddress: null }).allowed).toBe(true);
  });
});

describe("AMBIGUOUS_PATH", () => {
  it.each(["", "/", "/v1//Calls", "/v1/Accounts/demo/Calls/", "/v1/Accounts/demo/x%2F../Calls"])(
    "is said of the path %j",
    (path) => {
      expectDenied("AMBIGUOUS_PATH", { path });
    },
  );

  it("is said when there is no method", () => {
    expectDenied("AMBIGUOUS_PATH", { method: "" });
  });
});

describe("UNKNOWN_API", () => {
  it.each([
    ["GET", "/v1/accounts/demo/Calls"],
    ["GET", "/v1/Accounts/demo/Calls/1/2"],
    ["POST", "/v1/Accounts/demo/Calls"],
    ["get", "/v1/Accounts/demo/Calls"],
    ["OPTIONS", "/v1/Accounts/demo/Calls"],
    ["PURGE", "/v1/Accounts/demo/Calls"],
    ["POST", "/graphql"],
    ["__proto__", "/v2/links"],
  ])("is said of %s %s, also with all APIs", (method, path) => {
    expectDenied("UNKNOWN_API", { method, path });
  });
});

describe("ACCOUNT_MISMATCH", () => {
  it.each(["other", "Demo", "demo2", "__proto__"])("is said when the path names the account %j", (sid) => {
    expectDenied("ACCOUNT_MISMATCH", { path: `/v1/Accounts/${sid}/Calls` });
  });

  it("is said before the permission is judged", () => {
    const rules = rulesWith({ keys: [keyRule({ permissions: permissions("SELECTED_APIS") })] });
    expectDenied("ACCOUNT_MISMATCH", { path: "/v1/Accounts/other/Calls" }, rules);
  });

  it("is not said of a sid that is escaped", () => {
    expect(ask({ path: "/v1/Accounts/%64emo/Calls" }).allowed).toBe(true);
  });
});

describe("PERMISSION_DENIED", () => {
  it("names the permission that is missing", () => {
    const rules = rulesWith({ keys: [keyRule({ permissions: permissions("SELECTED_APIS", "sms") })] });
    const denied = expectDenied("PERMISSION_DENIED", {}, rules);
    expect(denied).toMatchObject({ operation: "voice.calls.list", missingPermission: "voice.calls.list" });
    expect(ask({ method: "POST", path: "/v1/Accounts/demo/Sms/send" }, rules).allowed).toBe(true);
  });
});

describe("THROTTLED", () => {
  it("is said after the limit, with the time until a slot is free", () => {
    for (const at of [0, 1, 20_000]) expect(ask({}, undefined, NOW + at).allowed).toBe(true);
    expect(expectDenied("THROTTLED", {}, undefined, NOW + 20_500).rateLimit).toMatchObject({
      remaining: 0,
      retryAfterSeconds: 40,
      resetAt: NOW / 1000 + 80,
    });
    expect(ask({}, undefined, NOW + 60_000).allowed).toBe(true);
  });

  it.each([
    ["before one is free", NOW + 30_000],
    ["less than a second after, when who was told may still be on their way", NOW + 60_500],
  ])("tells when there is a slot under the lower limit, where a grant ends %s", (_when, ENDS) => {
    const lower = { limit: 1, windowSeconds: 60 };
    const rules = rulesWith();
    const granted: Rules = {
      ...rules,
      findLimit: (account, api, at) => (at < ENDS ? rules.findLimit(account, api, at) : lower),
    };
    for (const at of [0, 10_000, 20_000]) expect(ask({}, granted, NOW + at).allowed).toBe(true);
    const denied = expectDenied("THROTTLED", {}, granted, NOW + 20_000);
    expect(denied.rateLimit).toMatchObject({ retryAfterSeconds: 60 });
    expect(ask({}, granted, NOW + 80_000).allowed).toBe(true);
  });

  it("counts the time from when it was decided, which is later where others were asked first", async () => {
    const times = { resetAt: NOW + 65_000, retryAfter: 2_000, decidedAt: NOW + 5_000 };
    const answer = async () => ({ admitted: false, remaining: 0, ...times });
    const shared: ThrottleCounter = { spend: answer, peek: answer, admitted: () => 3 };
    const decision = await decide(rulesWith(), shared, request(), NOW, primitives);
    expect(decision.rateLimit).toMatchObject({ resetSeconds: 60, retryAfterSeconds: 2 });
  });

  it("comes last: what is denied for another reason spends nothing and makes no counter", () => {
    for (let call = 0; call < 10; call++) {
      ask({ path: "/v1/Accounts/other/Calls" });
      ask({ authorization: basic(KEY, OTHER_TOKEN) });
      ask({}, rulesWith({ keys: [] }));
    }
    expect(counter.size).toBe(0);
  });

  it("belongs to the account and the Api: another key does not refill it, another Api does not use it", () => {
    const second = keyRule({ id: "key-2", key: "lk_second", tokens: [token(OTHER_TOKEN)] });
    const rules = rulesWith({ keys: [keyRule(), second] });
    for (let call = 0; call < 3; call++) ask({}, rules);
    expectDenied("THROTTLED", { authorization: basic("lk_second", OTHER_TOKEN) }, rules);
    expect(ask({ path: "/v2/links" }, rules).allowed).toBe(true);
  });
});

describe("UNAVAILABLE", () => {
  it("is said of a key whose row is broken, whatever else it says", () => {
    const account = { id: "account-1", number: 0, sid: "demo", suspended: true };
    expectDenied(
      "UNAVAILABLE",
      {},
      rulesWith({ keys: [keyRule({ broken: true, disabled: true })], account }),
    );
  });

  it("is said of it to nobody whose token is wrong or retired", () => {
    const tokens = [token(TOKEN), token(OLD_TOKEN, { retiresAt: NOW })];
    const rules = rulesWith({ keys: [keyRule({ broken: true, tokens })] });
    expectDenied("UNAVAILABLE", {}, rules);
    expectDenied("WRONG_TOKEN", { authorization: basic(KEY, OTHER_TOKEN) }, rules);
    expectDenied("TOKEN_RETIRED", { authorization: basic(KEY, OLD_TOKEN) }, rules);
  });

  it("is said to everybody when its tokens can't be read, since its owner would be told that a good one is wrong", () => {
    const rules = rulesWith({ keys: [keyRule({ broken: true, tokensBroken: true })] });
    expectDenied("UNAVAILABLE", {}, rules);
    expectDenied("UNAVAILABLE", { authorization: basic(KEY, OTHER_TOKEN) }, rules);
    expectDenied("WRONG_TOKEN", { authorization: basic(KEY, "!") }, rules);
  });

  it("is said when the account is not there", () => {
    expectDenied("UNAVAILABLE", {}, rulesWith({ account: undefined }));
  });

  it("is said when the limit is not there, and nothing is spent", () => {
    expectDenied("UNAVAILABLE", {}, rulesWith({ limit: undefined }));
    expect(counter.size).toBe(0);
  });

  it("is what a gateway without rules says", () => {
    expect(unavailable()).toMatchObject({ allowed: false, reason: "UNAVAILABLE", caller: null });
  });
});

describe("a request that could be denied for many reasons", () => {
  const suspended = { id: "account-1", number: 0, sid: "demo", suspended: true };
  const worst = {
    disabled: true,
    expiresAt: 0,
    allowlist: allowlist(),
    permissions: permissions("SELECTED_APIS"),
    tokens: [token(TOKEN, { retiresAt: 0 })],
  };
  /** Each has one fault less than the one before, and would be denied for every reason that comes later. */
  const isActive = { ...worst, tokens: [token(TOKEN)] };
  const isEnabled = { ...isActive, disabled: false };
  const isCurrent = { ...isEnabled, expiresAt: null };
  const isAtHome = { ...isCurrent, allowlist: { ranges: null } };

  it.each<[DenialReason, Partial<KeyRule>, Partial<AccessRequest>, AccountRule | null]>([
    ["TOKEN_RETIRED", worst, { path: "//" }, suspended],
    ["ACCOUNT_SUSPENDED", isActive, { path: "//" }, suspended],
    ["KEY_DISABLED", isActive, { path: "//" }, null],
    ["KEY_EXPIRED", isEnabled, { path: "//" }, null],
    ["IP_NOT_ALLOWED", isCurrent, { path: "//" }, null],
    ["AMBIGUOUS_PATH", isAtHome, { path: "//" }, null],
    ["ACCOUNT_MISMATCH", isAtHome, { path: "/v1/Accounts/other/Calls" }, null],
    ["PERMISSION_DENIED", isAtHome, {}, null],
  ])("is denied for %s when that is the first", (reason, key, change, account) => {
    const rules = rulesWith({ keys: [keyRule(key)], limit: undefined, ...(account && { account }) });
    expectDenied(reason, change, rules);
  });
});

describe("an operation that is named by its code", () => {
  it("is denied as unknown where the catalogue has none of this code", () => {
    const rules = rulesWith();
    const admitted = admit(rules, request(), NOW, primitives);
    if (!admitted.allowed) throw new Error(admitted.reason);
    expect(authorize(rules, admitted, "voice.calls.list")).toMatchObject({ allowed: true, api: "voice" });
    const denied = { allowed: false, reason: "UNKNOWN_API", caller: { account: "demo" }, operation: null };
    expect(authorize(rules, admitted, "voice.calls.hang-up")).toMatchObject(denied);
  });
});

describe("a caller who is known without credentials", () => {
  it("is judged from the account on, and spends nothing", () => {
    const account = { id: "account-1", number: 0, sid: "demo", suspended: false };
    const known = { account, key: keyRule(), token: token(TOKEN) };
    const passed = judgeAuthenticated(rulesWith(), known, request({ authorization: null }), NOW);
    expect(passed).toMatchObject({ allowed: true, operation: "voice.calls.list", api: "voice" });
  });
});
