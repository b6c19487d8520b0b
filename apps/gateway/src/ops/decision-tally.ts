import type { Decision } from "@latchkey/enforcement";

/** Upper bounds in seconds. */
export const BUCKETS = [0.000005, 0.00001, 0.00002, 0.00005, 0.0001, 0.0002, 0.0005, 0.001, 0.01, 0.1];

/**
 * What one listener has decided, in plain numbers that are read when somebody asks for the metrics: prom-client's own counters look
 * their labels up at every step, which costs as much as a good part of the decision.
 */
export class DecisionTally {
  /** Decisions by outcome: ALLOWED or the reason of the denial. */
  readonly outcomes = new Map<string, number>();
  /** Decisions that took as long as this bucket says but longer than the one before; at the end, longer than all. */
  readonly took: number[] = new Array(BUCKETS.length + 1).fill(0);
  /** Seconds of all decisions. */
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
