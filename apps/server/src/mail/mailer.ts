import { setTimeout as sleep } from "node:timers/promises";
import { remindOfRotations } from "../keys/rotation-reminders.js";
import { remindOfLimits } from "../throttle/limit-reminders.js";
import { type Delivery, deliverDue, forgetOld } from "./delivery.js";

const POLL = 1_000;
const REMINDER_PAUSE = 60_000;
/** How long a mail under way may take when the server ends. */
const PATIENCE = 10_000;

/**
 * Sends mails as they become due, and writes reminders, until it is stopped. Several servers may: each mail is sent by one of them.
 * @returns how to stop: the mail under way is finished, or left to whoever comes next; all others wait in the outbox
 */
export function startMailer(delivery: Delivery): () => Promise<void> {
  const ending = new AbortController();
  const work = Promise.all([
    repeat(delivery, ending.signal, POLL, () => deliverDue(delivery, () => ending.signal.aborted)),
    repeat(delivery, ending.signal, REMINDER_PAUSE, async () => {
      await remindOfLimits(delivery);
      await remindOfRotations(delivery);
      await forgetOld(delivery);
    }),
  ]);
  return async () => {
    ending.abort();
    await Promise.race([work, sleep(PATIENCE, undefined, { ref: false })]);
    delivery.transport.close();
  };
}

/** A failure, such as a database that is away, ends one turn and no more. */
async function repeat(
  { log }: Delivery,
  signal: AbortSignal,
  pause: number,
  turn: () => Promise<unknown>,
): Promise<void> {
  while (!signal.aborted) {
    await turn().catch((err) => log.warn({ err }, "mails could not be looked after"));
    await sleep(pause, undefined, { signal }).catch(() => undefined);
  }
}
