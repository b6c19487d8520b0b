/** @import { Admission } from "../rules/types.mjs" */

/** Milliseconds: longer than any window. */
const KEPT_MILLISECONDS = 3_000;

/** What a gateway has admitted, as seen from outside: each request at some moment between its sending and its answer. */
export class Spent {
  /** @type {{ sid: string, api: string, sent: number, received: number }[]} */
  #calls = [];

  /** @param {{ sid: string, api: string }} what @param {number} sent @param {number} received */
  add({ sid, api }, sent, received) {
    this.#calls = this.#calls.filter((call) => call.received > received - KEPT_MILLISECONDS);
    this.#calls.push({ sid, api, sent, received });
  }

  /** All of it at the earliest possible moments, and at the latest: a window holds at least what the first says and at most what the second says. @returns {Admission[][]} */
  extremes() {
    return [
      this.#calls.map(({ sid, api, sent }) => ({ sid, api, at: sent })),
      this.#calls.map(({ sid, api, received }) => ({ sid, api, at: received })),
    ];
  }
}
