import type { Decision } from "@latchkey/enforcement";
import type { EnforcerStatus } from "@latchkey/enforcer";
import { collectDefaultMetrics, Registry } from "prom-client";
import { LISTENERS, type ListenerName } from "../listeners/listener-name.js";
import { addDecisionMetrics } from "./decision-metrics.js";
import { DecisionTally } from "./decision-tally.js";
import { readMetrics } from "./read-metrics.js";
import { addThrottleMetrics } from "./throttle-metrics.js";

/** The metrics of this gateway, for Prometheus. No label contains anything that a caller chooses. */
export class Metrics {
  readonly registry = new Registry();
  private readonly tallies = Object.fromEntries(
    LISTENERS.map((listener) => [listener, new DecisionTally()]),
  ) as Record<ListenerName, DecisionTally>;

  constructor(status: () => EnforcerStatus) {
    collectDefaultMetrics({ register: this.registry });
    addDecisionMetrics(this.registry, this.tallies);
    addThrottleMetrics(this.registry, () => status().throttle);
    const { gauge, total } = readMetrics(this.registry);
    gauge("latchkey_ready", "1 when decisions can be made, else 0.", () => (status().ready ? 1 : 0));
    gauge(
      "latchkey_replica_revision",
      "Newest change that is applied; -1 before the first load.",
      () => status().revision ?? -1,
    );
    gauge(
      "latchkey_replica_age_seconds",
      "Time since the last good look for changes began; NaN before the first load.",
      () => {
        const { revision, lagMilliseconds } = status();
        return revision === null ? Number.NaN : lagMilliseconds / 1000;
      },
    );
    gauge("latchkey_replica_keys", "API keys that live.", () => status().keys);
    gauge(
      "latchkey_usage_unwritten_seconds",
      "How long usage could not be written; 0 while it can.",
      () => status().usage.unwrittenMilliseconds / 1000,
    );
    total(
      "latchkey_usage_lost_total",
      "Calls that were not counted, since usage could not be written and there was no more room in memory.",
      () => status().usage.lost,
    );
  }

  /** Counts a decision, which took so many seconds. */
  decided(listener: ListenerName, decision: Decision, seconds: number): void {
    this.tallies[listener].add(decision, seconds);
  }
}
