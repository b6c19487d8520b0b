import type { ThrottleStatus } from "@latchkey/enforcer";
import { Counter, type Registry } from "prom-client";
import { readMetrics } from "./read-metrics.js";

/** Adds the metrics about counting together through Redis. Without it they stay at 0. */
export function addThrottleMetrics(registry: Registry, status: () => ThrottleStatus): void {
  new Counter({
    name: "latchkey_throttle_decisions_total",
    help: "Throttle decisions by what they rest on: Redis, this gateway's share of the limit, or neither while an answer was overdue.",
    labelNames: ["by"] as const,
    registers: [registry],
    collect() {
      const { shared, share, doubt } = status();
      this.reset();
      this.inc({ by: "redis" }, shared);
      this.inc({ by: "share" }, share);
      this.inc({ by: "doubt" }, doubt);
    },
  });
  const { gauge, total } = readMetrics(registry);
  total("latchkey_throttle_questions_total", "Questions to Redis about counters.", () => status().questions);
  total("latchkey_throttle_leases_total", "Leases that Redis gave.", () => status().leases);
  total("latchkey_throttle_leased_total", "Requests that these leases were for.", () => status().leased);
  total(
    "latchkey_throttle_degraded_seconds_total",
    "Time in which limits could not be counted together.",
    () => status().degradedSeconds,
  );
  gauge("latchkey_throttle_degraded", "1 while limits cannot be counted together, else 0.", () =>
    status().counting === "by shares" ? 1 : 0,
  );
  gauge(
    "latchkey_throttle_gateways",
    "Gateways that share the limits, as far as is known.",
    () => status().gateways,
  );
  gauge("latchkey_throttle_counters", "Counters of account and API in memory.", () => status().counters);
}
