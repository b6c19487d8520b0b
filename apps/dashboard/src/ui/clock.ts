import { answerTo } from "./unreached.js";

/** How far this machine's clock is behind the server's, milliseconds: below zero when it is ahead. */
let behind = 0;

/**
 * The server's time, in epoch milliseconds. What is told about moments of the server (last used, ends in) is told by its clock: many a
 * machine's own is minutes wrong.
 */
export function now(): number {
  return Date.now() + behind;
}

/**
 * Sets the clock by an answer of the server: `date` is its header of that name, which has whole seconds; it was written at some time
 * between `sentAt` and `answeredAt`, in epoch milliseconds of this machine. As long as what is known can be true, it stays.
 */
export function setClock(date: string | null, sentAt: number, answeredAt: number): void {
  const written = Date.parse(date ?? "");
  if (Number.isNaN(written)) return;
  const least = written - answeredAt;
  const most = written + 1000 - sentAt;
  if (behind < least || behind > most) behind = (least + most) / 2;
}

/** `fetch`, which sets the clock by each answer. @throws Unreached where there is none */
export const fetchAndSetClock: typeof fetch = async (...request) => {
  const sentAt = Date.now();
  const response = await answerTo(fetch(...request));
  setClock(response.headers.get("date"), sentAt, Date.now());
  return response;
};
