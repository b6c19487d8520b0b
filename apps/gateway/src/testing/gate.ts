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
});

/** A gate before made-up rules. */
export function testGate(limit?: number, operations?: OperationRule[]) {
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
