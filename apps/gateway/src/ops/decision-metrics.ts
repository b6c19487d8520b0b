import { Counter, type Histogram, type Registry } from "prom-client";
import { BUCKETS, type DecisionTally } from "./decision-tally.js";

/** By listener. */
type Tallies = Readonly<Record<string, DecisionTally>>;

/** Adds the metrics about decisions, by listener. */
export function addDecisionMetrics(registry: Registry, tallies: Tallies): void {
  new Counter({
    name: "latchkey_decisions_total",
    help: "Decisions by listener and outcome: ALLOWED or the reason of the denial.",
    labelNames: ["listener", "outcome"] as const,
    registers: [registry],
    collect() {
      this.reset();
      for (const [listener, { outcomes }] of Object.entries(tallies)) {
        for (const [outcome, count] of outcomes) this.inc({ listener, outcome }, count);
      }
    },
  });
  // prom-client's own histogram takes single observations only. A registry needs no more of a metric than its name and `get`.
  const name = "latchkey_decision_seconds";
  const help = "Time to decide, without reading the request and writing the answer.";
  const get = async () => ({ name, help, type: "histogram", values: secondsOf(name, tallies) });
  registry.registerMetric({ name, get } as unknown as Histogram);
}

function secondsOf(name: string, tallies: Tallies) {
  const values = [];
  for (const [listener, { took, seconds }] of Object.entries(tallies)) {
    let count = 0;
    for (const [bucket, inIt] of took.entries()) {
      count += inIt;
      const labels = { le: BUCKETS[bucket] ?? "+Inf", listener };
      values.push({ metricName: `${name}_bucket`, labels, value: count });
    }
    values.push({ metricName: `${name}_sum`, labels: { listener }, value: seconds });
    values.push({ metricName: `${name}_count`, labels: { listener }, value: count });
  }
  return values;
}
