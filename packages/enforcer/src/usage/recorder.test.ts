import {
  type AccessRequest,
  type Caller,
  compileCatalogue,
  type Decision,
  type DenialReason,
  type KeyRule,
  type Rules,
  WindowCounter,
} from "@latchkey/enforcement";
import { beforeEach, expect, test } from "vitest";
import { silentLogger } from "../logger.js";
import type { Database, Statement } from "../sql/database.js";
import { caller } from "../testing/caller.js";
import { basic } from "../testing/seed.js";
import { Recorder } from "./recorder.js";

const NOW = 1_800_000_000_000;
const rateLimit = {
  api: "sms",
  limit: 5,
  windowSeconds: 60,
  remaining: 4,
  resetAt: 0,
  resetSeconds: 0,
  retryAfterSeconds: 0,
};
const limit = { limit: 5, windowSeconds: 60 };
const rules: Rules = {
  catalogue: compileCatalogue([]),
  findKey: (key) => (key.equals("lk_k") ? ({ id: "k" } as KeyRule) : undefined),
  seekKey: () => expect.fail("asked for a key in the way of decisions"),
  findLimit: () => limit,
};
const allowed: Decision = { allowed: true, caller, operation: "sms.send", rateLimit };

let written: Statement[];
let isAway: boolean;
let counter: WindowCounter;
let recorder: Recorder;

/** Keeps what is written, unless it is away. */
const database: Database = {
  dialect: "sqlite",
  load: async () => undefined,
  read: async () => [],
  snapshot: () => Promise.reject(new Error("not used")),
  write: async (statements) => {
    if (isAway) throw new Error("away");
    written.push(...statements);
  },
  close: async () => {},
};

beforeEach(() => {
  written = [];
  isAway = false;
  counter = new WindowCounter();
  recorder = new Recorder("g", rules, counter, database, silentLogger);
});

function request(fields: Partial<AccessRequest> = {}): AccessRequest {
  return {
    authorization: null,
    method: "POST",
    path: "/v1/x?q=1",
    clientAddress: "::ffff:192.0.2.1",
    ...fields,
  };
}

function denied(reason: DenialReason, named: Caller | null): Decision {
  return { allowed: false, reason, caller: named, operation: null, missingPermission: null, rateLimit: null };
}

function record(asked: AccessRequest, requestId: string, decision: Decision, now: number): void {
  recorder.record({ request: asked, requestId, decision, now, rules });
}

function valuesInto(table: string): unknown[][] {
  return written.filter(({ sql }) => sql.includes(`INTO \`${table}\``)).map(({ values }) => [...values]);
}

test("an allowed call is counted with its canonical address, and its token used", async () => {
  counter.spend(caller, "sms", limit, NOW);
  record(request(), "r1", allowed, NOW);
  await recorder.flush(NOW);
  const minute = NOW / 60_000;
  expect(valuesInto("usage_minute")).toEqual([
    ["k", minute, "t", "sms.send", "ALLOWED", "192.0.2.1", 1, NOW],
  ]);
  expect(valuesInto("last_use")).toEqual([["t", "k", "192.0.2.1", "sms.send", NOW]]);
  expect(valuesInto("throttle_minute")).toEqual([["a", "sms", minute, "g", 1, 0]]);
  expect(valuesInto("denial")).toEqual([]);
});

test("a denial after authentication is recorded in full except for the query, and counts as a use of the token", async () => {
  record(request(), "r1", denied("IP_NOT_ALLOWED", caller), NOW);
  await recorder.flush(NOW);
  const [denial] = valuesInto("denial");
  expect(denial?.slice(1)).toEqual(["k", "r1", NOW, "IP_NOT_ALLOWED", "POST", "/v1/x", "192.0.2.1", null]);
  expect(valuesInto("last_use")).toEqual([["t", "k", "192.0.2.1", null, NOW]]);
});

test("no part of a query is stored, also where it has several lines", async () => {
  record(request({ path: "/v1/x?q=1\nsecret?" }), "r", denied("AMBIGUOUS_PATH", caller), NOW);
  await recorder.flush(NOW);
  expect(valuesInto("denial")[0]?.[6]).toBe("/v1/x");
});

test("a retired token is recorded under its key with the address, and does not count as a use", async () => {
  const authorization = basic("lk_k", "old");
  record(request({ authorization }), "r1", denied("TOKEN_RETIRED", null), NOW);
  await recorder.flush(NOW);
  expect(valuesInto("usage_minute")).toEqual([["k", NOW / 60_000, "", "", "TOKEN_RETIRED", "", 1, NOW]]);
  expect(valuesInto("denial")[0]?.slice(-2)).toEqual(["192.0.2.1", null]);
  expect(valuesInto("last_use")).toEqual([]);
});

test("a wrong token is only counted, under its key: a stranger can't push out denials", async () => {
  const authorization = basic("lk_k", "wrong");
  for (let guess = 0; guess < 1_000; guess++) {
    record(request({ authorization }), "r", denied("WRONG_TOKEN", null), NOW);
  }
  await recorder.flush(NOW);
  expect(valuesInto("usage_minute")).toEqual([["k", NOW / 60_000, "", "", "WRONG_TOKEN", "", 1_000, NOW]]);
  expect(valuesInto("denial")).toEqual([]);
});

test("unknown keys, missing credentials and texts that can't be tokens leave no trace", async () => {
  const mistyped = basic("lk_k", `lkt_${"a".repeat(38)}`);
  record(request({ authorization: mistyped }), "r", denied("WRONG_TOKEN", null), NOW);
  const authorization = basic("lk_unknown", "x");
  record(request({ authorization }), "r", denied("UNKNOWN_KEY", null), NOW);
  record(request(), "r", denied("MISSING_CREDENTIALS", null), NOW);
  record(request({ authorization: "\0" }), "r", denied("MALFORMED_CREDENTIALS", null), NOW);
  await recorder.flush(NOW);
  expect(written).toEqual([]);
});

test("only the newest 200 denials of a key are kept, with paths of at most 500 characters", async () => {
  for (let call = 0; call < 250; call++) {
    const path = `/${call}/${"x".repeat(600)}`;
    record(request({ path }), `r${call}`, denied("UNKNOWN_API", caller), NOW + call);
  }
  await recorder.flush(NOW);
  const values = valuesInto("denial").flat();
  const requestIds = values.filter((_, at) => at % 9 === 2);
  expect(requestIds).toHaveLength(200);
  expect(requestIds[0]).toBe("r50");
  expect(String(values[6])).toHaveLength(500);
});

test("a token's text in a path is not stored", async () => {
  const path = `/v1/lkt_${"a".repeat(38)}/x`;
  record(request({ path }), "r", denied("UNKNOWN_API", caller), NOW);
  await recorder.flush(NOW);
  expect(valuesInto("denial")[0]?.[6]).toBe("/v1/lkt_…/x");
});

test("a NUL in a method or path is stored as its sign, so that nothing after it is lost", async () => {
  record(request({ method: "G\0T", path: "/v1\0/x" }), "r", denied("AMBIGUOUS_PATH", caller), NOW);
  await recorder.flush(NOW);
  expect(valuesInto("denial")[0]?.slice(5, 7)).toEqual(["G␀T", "/v1␀/x"]);
});

test("what could not be written is kept and written with what came later", async () => {
  isAway = true;
  record(request(), "r1", allowed, NOW);
  record(request(), "r2", denied("UNKNOWN_API", caller), NOW);
  await recorder.flush(NOW);
  isAway = false;
  record(request(), "r3", allowed, NOW + 1);
  await recorder.flush(NOW + 1);
  const counts = valuesInto("usage_minute").flat();
  expect(counts.filter((_, at) => at % 8 === 6)).toEqual([1, 2]);
  expect(valuesInto("denial")[0]?.[2]).toBe("r2");
});

test("the live count is written while the window is not empty, and once more when it is", async () => {
  counter.spend(caller, "sms", limit, NOW);
  record(request(), "r", allowed, NOW);
  for (const second of [0, 59, 60, 61, 62]) await recorder.flush(NOW + second * 1000);
  const used = valuesInto("throttle_live").map((values) => values[3]);
  expect(used).toEqual([1, 1, 0]);
});

test("it is known for how long nothing could be written", async () => {
  const status = () => recorder.status(NOW + 5_000);
  expect(status()).toEqual({ unwrittenMilliseconds: 0, lost: 0 });
  const request = { authorization: null, method: "GET", path: "/", clientAddress: null };
  recorder.record({ request, requestId: "r", decision: allowed, now: NOW, rules });
  isAway = true;
  await recorder.flush(NOW);
  await recorder.flush(NOW + 1_000);
  expect(status().unwrittenMilliseconds).toBe(5_000);
  isAway = false;
  await recorder.flush(NOW + 2_000);
  expect(status().unwrittenMilliseconds).toBe(0);
});
