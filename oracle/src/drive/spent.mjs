/** @import { Admission } from "../rules/types.mjs" */

/** Longer than any window. */
const KEPT_MILLISECONDS = 3_000;

/** What a gateway has admitted, seen from outside: each at some instant from when it was sent to when it was answered. */
export class Spent {
  /** @type {{ sid: string, api: string, sent: number, received: number }[]} */
  #calls = [];

  /** @param {{ sid: string, api: string }} what @param {number} sent @param {number} received */
  add({ sid, api }, sent, received) {
    this.#calls = this.#calls.filter((call) => call.received > received - KEPT_MILLISECONDS);
    this.#calls.push({ sid, api, sent, received });
  }

  /** All of it as early as can be, and as late: a window holds no fewer than the one says and no more than the other. @returns {Admission[][]} */
  extremes() {
    return [
      this.#calls.map(({ sid, api, sent }) => ({ sid, api, at: sent })),
      this.#calls.map(({ sid, api, received }) => ({ sid, api, at: received })),
    ];
  }
}
