/** Where the time comes from. */
export interface Clock {
  /** Epoch milliseconds. Judges grace periods, expiry and throttle windows. */
  now(): number;
  /** Milliseconds since some fixed point, never stepping back. Measures leases. */
  monotonic(): number;
}

/** The clocks of Node.js. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};
