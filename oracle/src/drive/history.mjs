import { judge } from "../rules/judge.mjs";

/** @import { Admission, Question, Rules, Verdict } from "../rules/types.mjs" */

/** The rules that a gateway may judge by, and when. */
export class History {
  /** @type {{ rules: Rules, begun: number, ended: number }[]} the newest first; `begun`: before it was written, `ended`: when the gateway was known to have a newer one */
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

  /** The gateway has said that it has the newest rules: no others are in force any more. */
  settle() {
    const now = Date.now();
    for (const version of this.#versions.slice(1)) version.ended = Math.min(version.ended, now);
  }

  /** How many versions of the rules could have answered. @param {number} sent @param {number} received */
  candidates(sent, received) {
    return this.#inForce(sent, received).length;
  }

  /**
   * The verdict of rules in force between `sent` and `received` that fits an answer; null when none does.
   *
   * @param {Question} question
   * @param {number} sent
   * @param {number} received
   * @param {Admission[][]} spent what may have been spent before, in the time of the clock
   * @param {(verdict: Verdict) => boolean} fits
   */
  explanation(question, sent, received, spent, fits) {
    const inRules = spent.map((admissions) => admissions.map((one) => ({ ...one, at: one.at - this.later })));
    for (const { rules } of this.#inForce(sent, received)) {
      for (let now = received; now >= sent; now--) {
        for (const admissions of inRules) {
          const verdict = judge(rules, question, now - this.later, admissions);
          if (fits(verdict)) return verdict;
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
