import { judge } from "../rules/judge.mjs";

/** @import { Question, Rules, Verdict } from "../rules/types.mjs" */

/** How long a change may take to be on every gateway, in milliseconds. */
const SPREADING = 1_000;

/** The rules that were in force, and when. */
export class History {
  /** @type {{ rules: Rules, begun: number, replaced: number }[]} the newest first; `begun`: before it was written, `replaced`: after the next one was */
  #versions = [];

  /** @param {number} later milliseconds from the time of the rules to that of the clock */
  constructor(later) {
    this.later = later;
  }

  /** Calls `write`, which puts these rules in force. @param {Rules} rules @param {() => Promise<void>} write */
  async add(rules, write) {
    const begun = Date.now();
    const [before] = this.#versions;
    this.#versions.unshift({ rules: structuredClone(rules), begun, replaced: Number.POSITIVE_INFINITY });
    await write();
    if (before) before.replaced = Date.now();
  }

  /**
   * Whether an answer is what rules in force between `sent` and `received` say.
   *
   * @param {Question} question
   * @param {number} sent
   * @param {number} received
   * @param {(verdict: Verdict) => boolean} fits
   */
  explains(question, sent, received, fits) {
    const inForce = this.#versions.filter(
      ({ begun, replaced }) => begun <= received && replaced + SPREADING >= sent,
    );
    return inForce.some(({ rules }) =>
      moments(sent, received).some((now) => fits(judge(rules, question, now - this.later, []))),
    );
  }

  /** Whether more than the newest rules could have answered. @param {number} sent */
  isSpreading(sent) {
    return this.#versions.some(({ replaced }) => Number.isFinite(replaced) && replaced + SPREADING >= sent);
  }
}

/** The milliseconds in which a request was judged: things end at some of them. @param {number} sent @param {number} received */
const moments = (sent, received) => Array.from({ length: received - sent + 1 }, (_, at) => received - at);
