import { describe, expect, it } from "vitest";
import { type Allowed, DENIAL_REASONS, type DenialReason, type Denied } from "../decision.js";
import { allowedAnswer, answer } from "./answer.js";
import { decisionJson } from "./decision-json.js";

const caller = { accountId: "1", accountNumber: 0, account: "demo", keyId: "2", key: "lk_x", tokenId: "3" };
const rateLimit = {
  api: "sms",
  limit: 200,
  windowSeconds: 60,
  remaining: 150,
  resetAt: 1_767_225_660,
  resetSeconds: 30,
  retryAfterSeconds: 0,
};
const allowed: Allowed = { allowed: true, caller, operation: "sms.send", rateLimit };

function denied(reason: DenialReason): Denied {
  const missingPermission = reason === "PERMISSION_DENIED" ? "sms.send" : null;
  const spent = { ...rateLimit, remaining: 0, retryAfterSeconds: 7 };
  const limited = reason === "THROTTLED" ? spent : null;
  return { allowed: false, reason, caller, operation: "sms.send", missingPermission, rateLimit: limited };
}

function answered(reason: DenialReason, path = "/v1/x", supportEmail: string | null = null) {
  const { status, headers, body } = answer(denied(reason), {
    requestId: "r-1",
    method: "POST",
    path,
    supportEmail,
  });
  return { status, headers: named(headers), body: JSON.parse(body) };
}

function named(flat: string[]): Record<string, string> {
  return Object.fromEntries(flat.flatMap((name, at) => (at % 2 === 0 ? [[name, flat[at + 1] ?? ""]] : [])));
}

const UNAUTHENTICATED: DenialReason[] = [
  "MISSING_CREDENTIALS",
  "MALFORMED_CREDENTIALS",
  "UNKNOWN_KEY",
  "WRONG_TOKEN",
  "TOKEN_RETIRED",
];

describe("200", () => {
  it("tells who calls, what, and how the throttle stands", () => {
    const { status, headers, body } = answer(allowed, {
      requestId: "r-1",
      method: "GET",
      path: "/",
      supportEmail: null,
    });
    expect({ status, body }).toEqual({ status: 200, body: "" });
    expect(named(headers)).toEqual({
      "X-Request-Id": "r-1",
      "Cache-Control": "no-store",
      "X-Latchkey-Account": "demo",
      "X-Latchkey-Key": "lk_x",
      "X-Latchkey-Operation": "sms.send",
      "X-RateLimit-Limit": "200",
      "X-RateLimit-Remaining": "150",
      "X-RateLimit-Reset": "1767225660",
      "RateLimit-Policy": '"sms";q=200;w=60',
      RateLimit: '"sms";r=150;t=30',
    });
  });

  it("tells each account its own limit and window, whatever another one was told before", () => {
    const told = [
      { api: "sms", limit: 200, windowSeconds: 60 },
      { api: "sms", limit: 300, windowSeconds: 60 },
      { api: "voice", limit: 300, windowSeconds: 60 },
      { api: "sms", limit: 300, windowSeconds: 1 },
      { api: "sms", limit: 200, windowSeconds: 60 },
    ].map((own) => {
      const { headers } = allowedAnswer({ ...allowed, rateLimit: { ...rateLimit, ...own } }, "r-1");
      return named(headers)["RateLimit-Policy"];
    });
    expect(told).toEqual([
      '"sms";q=200;w=60',
      '"sms";q=300;w=60',
      '"voice";q=300;w=60',
      '"sms";q=300;w=1',
      '"sms";q=200;w=60',
    ]);
  });
});

describe("401", () => {
  it.each(["/v1/x", "/v2/x", "/x"])("is the same to the byte for every cause, at %s", (path) => {
    const answers = UNAUTHENTICATED.map((reason) => {
      const nobody: Denied = { ...denied(reason), caller: null, operation: null };
      return JSON.stringify(answer(nobody, { requestId: "r-1", method: "GET", path, supportEmail: "a@b" }));
    });
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('"WWW-Authenticate","Basic realm=\\"API\\", charset=\\"UTF-8\\""');
    expect(answers[0]).toContain('"X-Latchkey-Reason","UNAUTHENTICATED"');
  });

  it("is the same on the decision listener", () => {
    const answers = UNAUTHENTICATED.map((reason) =>
      JSON.stringify(decisionJson(denied(reason), "r-1", null)),
    );
    expect(new Set(answers).size).toBe(1);
    expect(JSON.parse(answers[0] ?? "")).toMatchObject({ status: 401, reason: "UNAUTHENTICATED" });
  });
});

describe("403", () => {
  const others = DENIAL_REASONS.filter(
    (reason) => !UNAUTHENTICATED.includes(reason) && reason !== "THROTTLED" && reason !== "UNAVAILABLE",
  );

  it.each(others)("is the answer to %s, which it names", (reason) => {
    const { status, headers, body } = answered(reason);
    expect(status).toBe(403);
    expect(headers).toMatchObject({
      "X-Latchkey-Reason": reason,
      "X-Request-Id": "r-1",
      "Cache-Control": "no-store",
    });
    expect(headers).not.toHaveProperty("X-Latchkey-Key");
    expect(headers).not.toHaveProperty("X-RateLimit-Limit");
    expect(body.RestException.Code).toBe(reason);
  });

  it("names the missing permission in header and message", () => {
    const { headers, body } = answered("PERMISSION_DENIED");
    expect(headers).toMatchObject({ "X-Latchkey-Missing-Permission": "sms.send" });
    expect(body.RestException.Message).toContain("sms.send");
  });
});

describe("429", () => {
  it("says when to come back, and how the throttle stands", () => {
    const { status, headers } = answered("THROTTLED");
    expect(status).toBe(429);
    expect(headers).toMatchObject({
      "Retry-After": "7",
      "X-RateLimit-Remaining": "0",
      RateLimit: '"sms";r=0;t=30',
    });
  });

  it("says where to ask for more, when there is an address", () => {
    expect(answered("THROTTLED", "/v1/x", "help@example.com").body.RestException.Message).toContain(
      "help@example.com",
    );
  });
});

describe("503", () => {
  it("is the answer to UNAVAILABLE", () => {
    expect(answered("UNAVAILABLE")).toMatchObject({
      status: 503,
      headers: { "X-Latchkey-Reason": "UNAVAILABLE" },
    });
  });
});

describe("the body", () => {
  const message = expect.stringContaining("sms.send");

  it.each(["/v1/x", "/v1", "/v2_beta/x?y", "/v1//", "/%76%31/x", "/v2%5fbet%61/x"])(
    "at %s is a RestException",
    (path) => {
      const { headers, body } = answered("PERMISSION_DENIED", path);
      expect(headers["Content-Type"]).toBe("application/json");
      expect(body).toEqual({ RestException: { Status: 403, Message: message, Code: "PERMISSION_DENIED" } });
    },
  );

  it.each([
    ["UNKNOWN_KEY", 401, 1010],
    ["PERMISSION_DENIED", 403, 1003],
    ["THROTTLED", 429, 1030],
  ] as const)("at /v2 and /v3 says %s as %i and %i", (reason, status, code) => {
    for (const path of ["/v2/x", "/v3?x", "/v3/", "/%76%32/x"]) {
      expect(answered(reason, path).body).toEqual({
        request_id: "r-1",
        method: "POST",
        http_code: status,
        response: {
          code: status,
          error_data: { code, message: expect.any(String), description: expect.any(String) },
          status: "failure",
          data: null,
        },
      });
    }
  });

  it.each(["/", "", "/v10/x", "/V1/x", "*", "/%2576%31/x", "/v1;a/x"])(
    "at %j is problem JSON of RFC 9457",
    (path) => {
      const { headers, body } = answered("PERMISSION_DENIED", path);
      expect(headers["Content-Type"]).toBe("application/problem+json");
      expect(body).toMatchObject({ type: "about:blank", title: "Forbidden", status: 403, detail: message });
    },
  );
});

describe("the decision listener", () => {
  it("tells an allowed call", () => {
    expect(decisionJson(allowed, "r-1", null)).toEqual({
      allowed: true,
      account: "demo",
      key: "lk_x",
      operation: "sms.send",
      requestId: "r-1",
      rateLimit: { limit: 200, remaining: 150, reset: 1_767_225_660 },
    });
  });

  it("tells a denied one, with nothing that does not belong to its reason", () => {
    const common = { allowed: false, message: expect.any(String), requestId: "r-1" };
    expect(decisionJson(denied("KEY_DISABLED"), "r-1", null)).toEqual({
      ...common,
      status: 403,
      reason: "KEY_DISABLED",
    });
    expect(decisionJson(denied("THROTTLED"), "r-1", null)).toMatchObject({
      ...common,
      status: 429,
      retryAfter: 7,
    });
    expect(decisionJson(denied("PERMISSION_DENIED"), "r-1", null)).toMatchObject({
      missingPermission: "sms.send",
    });
  });
});
