import type { ThrottleStatus } from "@latchkey/enforcer";
import { Counter, Gauge, type Registry } from "prom-client";

/** Adds the metrics about counting together through Redis. Without it they stay at 0. */
export function addThrottleMetrics(registry: Registry, status: () => ThrottleStatus): void {
  const registers = [registry];
  new Counter({
    name: "latchkey_throttle_decisions_total",
    help: "Throttle decisions by what they rest on: Redis, this gateway's share of the limit, or neither while an answer was overdue.",
    labelNames: ["by"] as const,
    registers,
    collect() {
      const { shared, share, doubt } = status();
      this.reset();
      this.inc({ by: "redis" }, shared);
      this.inc({ by: "share" }, share);
      this.inc({ by: "doubt" }, doubt);
    },
  });
  const total = (name: string, help: string, read: (status: ThrottleStatus) => number) =>
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(read(status()));
      },
    });
  const gauge = (name: string, help: string, read: (status: ThrottleStatus) => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read(status()));
      },
    });
  total("latchkey_throttle_questions_total", "Questions to Redis about counters.", (now) => now.questions);
  total("latchkey_throttle_leases_total", "Leases that Redis gave.", (now) => now.leases);
  total("latchkey_throttle_leased_total", "Requests that these leases were for.", (now) => now.leased);
  total(
    "latchkey_throttle_degraded_seconds_total",
    "Time in which limits could not be counted together.",
    (now) => now.degradedSeconds,
  );
  gauge("latchkey_throttle_degraded", "1 while limits cannot be counted together, else 0.", ({ counting }) =>
    counting === "by shares" ? 1 : 0,
  );
  gauge(
    "latchkey_throttle_gateways",
    "Gateways that share the limits, as far as is known.",
    (now) => now.gateways,
  );
  gauge("latchkey_throttle_counters", "Counters of account and API in memory.", (now) => now.counters);
}
