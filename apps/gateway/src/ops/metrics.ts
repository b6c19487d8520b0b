import type { Decision } from "@latchkey/enforcement";
import type { EnforcerStatus } from "@latchkey/enforcer";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { addThrottleMetrics } from "./throttle-metrics.js";

/** Figures about this gateway, for Prometheus. No label holds anything that a caller chooses. */
export class Metrics {
  readonly registry = new Registry();
  private readonly decisions = new Counter({
    name: "latchkey_decisions_total",
    help: "Decisions by listener and outcome: ALLOWED or the reason of the denial.",
    labelNames: ["listener", "outcome"] as const,
    registers: [this.registry],
  });
  private readonly seconds = new Histogram({
    name: "latchkey_decision_seconds",
    help: "Time to decide, without reading the request and writing the answer.",
    labelNames: ["listener"] as const,
    buckets: [0.000005, 0.00001, 0.00002, 0.00005, 0.0001, 0.0002, 0.0005, 0.001, 0.01, 0.1],
    registers: [this.registry],
  });

  constructor(status: () => EnforcerStatus) {
    collectDefaultMetrics({ register: this.registry });
    this.gauge(
      "latchkey_replica_revision",
      "Newest change that is applied; -1 before the first load.",
      () => {
        return status().revision ?? -1;
      },
    );
    this.gauge("latchkey_replica_age_seconds", "Time since the last good look for changes began.", () => {
      return status().lagMilliseconds / 1000;
    });
    this.gauge("latchkey_replica_keys", "API keys that live.", () => status().keys);
    addThrottleMetrics(this.registry, () => status().throttle);
    this.gauge("latchkey_ready", "1 when decisions can be made, else 0.", () => (status().ready ? 1 : 0));
  }

  decided(listener: string, decision: Decision, seconds: number): void {
    this.decisions.inc({ listener, outcome: decision.allowed ? "ALLOWED" : decision.reason });
    this.seconds.observe({ listener }, seconds);
  }

  private gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(read());
      },
    });
  }
}
