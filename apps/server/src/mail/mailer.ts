import { setTimeout as sleep } from "node:timers/promises";
import { MINUTE } from "../durations.js";
import { remindOfKeyEnds } from "../keys/key-end-reminders.js";
import { remindOfRotations } from "../keys/rotation-reminders.js";
import { repeat } from "../repeat.js";
import { remindOfLimits } from "../throttle/limit-reminders.js";
import { type Delivery, deliverDue, forgetOld } from "./delivery.js";
import type { OnFailure } from "./each.js";

const POLL = 1_000;
const REMINDER_PAUSE = MINUTE;
/** How long a mail under way may take when the server ends. */
const PATIENCE = 10_000;

/**
 * Sends mails as they become due, and writes reminders, until it is stopped. Several servers may: each mail is sent by one of them.
 * @returns how to stop: the mail under way is finished, or left to whoever comes next; all others wait in the outbox
 */
export function startMailer(delivery: Delivery): () => Promise<void> {
  const onFailure = (err: unknown) => delivery.log.warn({ err }, "mails could not be looked after");
  const onEndFailure = logOnce(delivery.log);
  const turns = [
    () => remindOfLimits(delivery, onEndFailure),
    () => remindOfKeyEnds(delivery, onEndFailure),
    () => remindOfRotations(delivery, onEndFailure),
    () => forgetOld(delivery),
  ];
  const stops = [
    repeat(POLL, (isStopping) => deliverDue(delivery, isStopping), onFailure),
    ...turns.map((turn) => repeat(REMINDER_PAUSE, turn, onFailure)),
  ];
  return async () => {
    const stopped = Promise.all(stops.map((stop) => stop()));
    await Promise.race([stopped, sleep(PATIENCE, undefined, { ref: false })]);
    delivery.transport.close();
  };
}

/** Says once of each that it could not be told, and not every minute again. */
export function logOnce(log: Pick<Delivery["log"], "warn">): OnFailure {
  const said = new Set<string>();
  return (subjectId, err) => {
    if (said.has(subjectId)) return;
    said.add(subjectId);
    log.warn({ subjectId, err }, "nobody could be reminded of this end");
  };
}
