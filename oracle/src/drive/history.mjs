import { judge } from "../rules/judge.mjs";

/** @import { Admission, Question, Rules, Outcome } from "../rules/types.mjs" */

/** The versions of the rules that a gateway may have decided by, and when each was in force. */
export class History {
  /** @type {{ rules: Rules, begun: number, ended: number }[]} the newest first; `begun`: just before it was written, `ended`: when the gateway had a newer one for certain */
  #versions = [];

  /** @param {number} later milliseconds from the time of the rules to that of the clock */
  constructor(later) {
    this.later = later;
  }

  /** From now on these rules may be in force. @param {Rules} rules */
  begin(rules) {
    this.#versions.unshift({
      rules: structuredClone(rules),
      begun: Date.now(),
      ended: Number.POSITIVE_INFINITY,
    });
  }

  /** The gateway has said that it has the newest rules: the older ones are no longer in force. */
  settle() {
    const now = Date.now();
    for (const version of this.#versions.slice(1)) version.ended = Math.min(version.ended, now);
  }

  /** How many versions of the rules could have answered. @param {number} sent @param {number} received */
  candidates(sent, received) {
    return this.#inForce(sent, received).length;
  }

  /**
   * The outcome of rules in force between `sent` and `received` that fits an answer; null when none does.
   *
   * @param {Question} question
   * @param {number} sent
   * @param {number} received
   * @param {Admission[][]} spent what may have been spent before, in the time of the clock
   * @param {(outcome: Outcome) => boolean} fits
   */
  explanation(question, sent, received, spent, fits) {
    const inRules = spent.map((admissions) => admissions.map((one) => ({ ...one, at: one.at - this.later })));
    for (const { rules } of this.#inForce(sent, received)) {
      for (let now = received; now >= sent; now--) {
        for (const admissions of inRules) {
          const outcome = judge(rules, question, now - this.later, admissions);
          if (fits(outcome)) return outcome;
        }
      }
    }
    return null;
  }

  /** @param {number} sent @param {number} received */
  #inForce(sent, received) {
    return this.#versions.filter(({ begun, ended }) => begun <= received && ended >= sent);
  }
}
