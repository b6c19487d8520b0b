import { expect, test } from "vitest";
import { silentLogger } from "../logger.js";
import { Limits } from "./limits.js";
import { Problems } from "./problems.js";

const problems = new Problems(silentLogger, new Set());
const api = { code: "sms", catalogueLimit: 10, operatorLimit: null, windowSeconds: 60, retiredAt: null };

function limitsOfSms(): Limits {
  const limits = new Limits();
  limits.setApis([api], new Set(), problems);
  return limits;
}
const grant = (at: number, fields = {}) => ({
  id: `grt_${at}`,
  accountId: "a",
  apiCode: "sms",
  limit: at,
  validUntil: null,
  createdAt: at,
  endedAt: null,
  ...fields,
});

test("in force is the newest grant that has not ended, in whatever order grants are heard of", () => {
  const limits = limitsOfSms();
  const inForce = (now = 0) => limits.find("a", "sms", now)?.limit;
  expect(inForce()).toBe(10);
  for (const at of [200, 300, 100]) limits.applyGrant(grant(at), problems);
  expect(inForce()).toBe(300);
  limits.applyGrant(grant(300, { endedAt: 1 }), problems);
  expect(inForce()).toBe(200);
  limits.applyGrant(grant(200, { validUntil: 5 }), problems);
  expect([inForce(4), inForce(5)]).toEqual([200, 100]);
});

test("of grants of one millisecond the one with the greater id is in force, whichever is heard of first", () => {
  const twins = [grant(1, { id: "grt_a", limit: 1 }), grant(1, { id: "grt_b", limit: 2 })];
  for (const order of [twins, twins.toReversed()]) {
    const limits = limitsOfSms();
    for (const row of order) limits.applyGrant(row, problems);
    expect(limits.find("a", "sms", 0)?.limit).toBe(2);
  }
});

test("without a grant the operator's default is in force, and else the catalogue's; nothing is, where one can't be read", () => {
  const limits = limitsOfSms();
  limits.setApis([{ ...api, operatorLimit: 7 }], new Set(), problems);
  expect(limits.find("a", "sms", 0)).toEqual({ limit: 7, windowSeconds: 60 });
  limits.applyGrant(grant(1, { limit: 0 }), problems);
  expect(limits.find("a", "sms", 0)).toBeUndefined();
  limits.applyGrant(grant(1, { limit: 0, endedAt: 2 }), problems);
  limits.setApis([{ ...api, operatorLimit: 0 }], new Set(), problems);
  expect(limits.find("a", "sms", 0)).toBeUndefined();
});

test("an account with very many grants is read at once: no gateway may stand still for one account", () => {
  const limits = limitsOfSms();
  const start = performance.now();
  for (let at = 1; at <= 50_000; at++) limits.applyGrant(grant(at), problems);
  expect(limits.find("a", "sms", 0)?.limit).toBe(50_000);
  expect(performance.now() - start).toBeLessThan(2_000);
});
