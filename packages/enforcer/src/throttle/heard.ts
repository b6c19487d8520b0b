import type { WindowLimit } from "./batch.js";
import { longEnough } from "./clock-margins.js";
import { holdOf, isSmall } from "./lease-size.js";

/** The state of a counter by Redis. Times in milliseconds from the answer. */
export interface Standing {
  /** For how long nothing will be leased; 0 when the part is open. */
  closed: number;
  /** Requests in the window, leased ones included. */
  taken: number;
  /** Until one is free; 0 when one is. */
  wait: number;
  /** Until all that was taken before this question has left the window. */
  last: number;
}

/** The same as a gateway remembers it. */
export interface Heard {
  /** When the answer came. */
  readonly at: number;
  /** How many requests were free. */
  readonly free: number;
  /** When a slot is free for certain. */
  readonly slotAt: number;
  /** When all that others had taken has left the window. */
  readonly othersAt: number;
  /** From when on to ask again. Until then, nothing is free. */
  readonly askAt: number;
}

/** Before the first answer. */
export const NOTHING_HEARD: Heard = {
  at: Number.NEGATIVE_INFINITY,
  free: 0,
  slotAt: 0,
  othersAt: 0,
  askAt: 0,
};

/**
 * What an answer that came at `at` says. When nothing is free, the next question waits a little longer than until a slot is, so that few
 * questions get many slots.
 */
export function hear(
  { taken, wait, last, closed }: Standing,
  { limit, window }: WindowLimit,
  at: number,
): Heard {
  const isShort = wait > 0 && closed === 0;
  const pause = isShort ? Math.max(wait, isSmall(limit) ? 0 : window / 400) : 0;
  return {
    at,
    free: Math.max(0, limit - taken),
    slotAt: at + (isShort ? longEnough(pause) : 0),
    othersAt: at + last,
    askAt: isShort ? at + Math.min(pause, holdOf(window)) : 0,
  };
}
