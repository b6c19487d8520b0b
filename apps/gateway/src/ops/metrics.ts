import type { Decision } from "@latchkey/enforcement";
import type { EnforcerStatus } from "@latchkey/enforcer";
import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";

import { addDecisionMetrics } from "./decision-metrics.js";
import { DecisionTally } from "./decision-tally.js";
import { addThrottleMetrics } from "./throttle-metrics.js";

const LISTENERS = ["proxy", "nginx", "forward-auth", "envoy", "decision"] as const;

/** A listener, as the metrics name it. */
export type ListenerLabel = (typeof LISTENERS)[number];

/** The metrics of this gateway, for Prometheus. No label contains anything that a caller chooses. */
export class Metrics {
  readonly registry = new Registry();
  private readonly tallies = Object.fromEntries(
    LISTENERS.map((listener) => [listener, new DecisionTally()]),
  ) as Record<ListenerLabel, DecisionTally>;

  constructor(status: () => EnforcerStatus) {
    collectDefaultMetrics({ register: this.registry });
    addDecisionMetrics(this.registry, this.tallies);
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
    this.gauge(
      "latchkey_usage_unwritten_seconds",
      "How long usage could not be written; 0 while it can.",
      () => {
        return status().usage.unwrittenMilliseconds / 1000;
      },
    );
    new Counter({
      name: "latchkey_usage_lost_total",
      help: "Calls that were not counted, since usage could not be written and there was no more room in memory.",
      registers: [this.registry],
      collect() {
        this.reset();
        this.inc(status().usage.lost);
      },
    });
    addThrottleMetrics(this.registry, () => status().throttle);
    this.gauge("latchkey_ready", "1 when decisions can be made, else 0.", () => (status().ready ? 1 : 0));
  }

  /** Counts a decision, which took so many seconds. */
  decided(listener: ListenerLabel, decision: Decision, seconds: number): void {
    this.tallies[listener].add(decision, seconds);
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
