import { DENIAL_REASONS, type Decision } from "@latchkey/enforcement";

/** Upper bounds in seconds. */
export const BUCKETS = [0.000005, 0.00001, 0.00002, 0.00005, 0.0001, 0.0002, 0.0005, 0.001, 0.01, 0.1];

/**
 * Counts the decisions of one listener in plain numbers, which are read when the metrics are asked for. prom-client's own counters look up
 * their labels at every increment, which costs a good part of what a decision does.
 */
export class DecisionTally {
  /** Decisions by outcome: ALLOWED or the reason of the denial. All from 0 on: Prometheus does not see a series grow that begins with its first event. */
  readonly outcomes = new Map<string, number>(["ALLOWED", ...DENIAL_REASONS].map((outcome) => [outcome, 0]));
  /** For each bucket, the decisions that took no longer than its bound, but longer than the one before; then those longer than all. */
  readonly took: number[] = new Array(BUCKETS.length + 1).fill(0);
  /** Seconds that all decisions took together. */
  seconds = 0;

  add(decision: Decision, seconds: number): void {
    const outcome = decision.allowed ? "ALLOWED" : decision.reason;
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
    let bucket = 0;
    while (bucket < BUCKETS.length && seconds > (BUCKETS[bucket] ?? 0)) bucket++;
    this.took[bucket] = (this.took[bucket] ?? 0) + 1;
    this.seconds += seconds;
  }
}
