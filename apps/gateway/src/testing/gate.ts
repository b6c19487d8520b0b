import type { OperationRule } from "@latchkey/enforcement";
import { testEnforcer } from "@latchkey/enforcer/testing";
import { pino } from "pino";
import { Gate } from "../listeners/gate.js";
import { Metrics } from "../ops/metrics.js";

export const silent = pino({ level: "silent" });

export const SUPPORT_EMAIL = "help@example.com";

export const readyStatus = () => ({
  id: "test",
  revision: 1,
  lagMilliseconds: 20,
  leaseSeconds: 30,
  ready: true,
  keys: 3,
  throttle: {
    counting: "together" as const,
    gateways: 2,
    degradedSeconds: 1.5,
    counters: 1,
    shared: 7,
    share: 0,
    doubt: 0,
    questions: 3,
    leases: 2,
    leased: 7,
  },
  usage: { unwrittenMilliseconds: 2_500, lost: 4 },
});

/** A gate before made-up rules. */
export function testGate(limit?: number, operations?: readonly OperationRule[]) {
  const rules = testEnforcer(limit, operations);
  const metrics = new Metrics(readyStatus);
  const gate = new Gate({
    enforcer: rules.enforcer,
    metrics,
    logger: silent,
    supportEmail: SUPPORT_EMAIL,
  });
  return { ...rules, metrics, gate };
}
