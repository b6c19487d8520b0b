import { type FindOptionsWhere, IsNull, LessThan, LessThanOrEqual, MoreThan } from "typeorm";
import type { Store } from "../database/store.js";
import { DAY, HOUR } from "../durations.js";
import type { Log } from "../log.js";
import { compose, type Sender } from "./compose.js";
import { failureOf } from "./failure.js";
import type { Letter } from "./letter.js";
import { Mail } from "./mail.entity.js";
import { isSealed, type SealedLetter, unsealed } from "./sealed-letter.js";
import { LONGEST_SEND, type Transport } from "./transport.js";

/** How long a mail is its sender's; longer than sending can take, with the clocks of servers up to a minute apart. */
const LEASE = 2 * LONGEST_SEND;
const FIRST_PAUSE = 5_000;
const LONGEST_PAUSE = HOUR;
/** No mail waits longer, so one that would was put off by a clock that was ahead, and is due. */
const LONGEST_WAIT = 2 * LONGEST_PAUSE;
const GIVEN_UP_AFTER = 3 * DAY;
const KEPT = 90 * DAY;
const BATCH = 20;
/** Of a letter whose link leads nowhere any more. */
const ENDED = Object.assign(new Error("The link has ended"), { code: "LINK_ENDED" });
/** Nobody needs a sealed letter that was sent or given up. */
const UNSAID = { letter: "{}" };

export interface Delivery extends Store {
  log: Log;
  sender: Sender;
  transport: Transport;
  /** AUTH_SECRET, with which letters are sealed. */
  secret: string;
}

/** Sends what is due, one after the other, until nothing is or `stopping` says so. @returns how many were sent */
export async function deliverDue(delivery: Delivery, stopping: () => boolean = () => false): Promise<number> {
  const { database, clock } = delivery;
  let sent = 0;
  for (;;) {
    const now = clock.now();
    const due = await database.reader.manager.find(Mail, {
      where: [{ dueAt: LessThanOrEqual(new Date(now)) }, { dueAt: MoreThan(new Date(now + LONGEST_WAIT)) }],
      order: { dueAt: "ASC" },
      take: BATCH,
    });
    if (due.length === 0) return sent;
    for (const mail of due) {
      if (stopping()) return sent;
      if (await deliver(delivery, mail)) sent++;
    }
  }
}

async function deliver(delivery: Delivery, seen: Mail): Promise<boolean> {
  const mine = await claim(delivery, seen);
  if (mine === null) return false;
  const { clock, sender, transport, secret } = delivery;
  let ending: Partial<Mail> = {};
  try {
    const letter: Letter | SealedLetter = JSON.parse(mine.letter);
    if (isSealed(letter)) ending = UNSAID;
    if (isSealed(letter) && clock.now() >= letter.until) throw ENDED;
    await transport.send(compose(mine, await unsealed(letter, secret), sender), mine.id);
  } catch (error) {
    await failed(delivery, mine, error, ending);
    return false;
  }
  await settle(delivery, mine, { dueAt: null, sentAt: new Date(clock.now()), failure: null, ...ending });
  return true;
}

/** Says so, and has it tried again later, or gives it up. @param ending what is written of one that is given up */
async function failed(delivery: Delivery, mine: Mail, error: unknown, ending: Partial<Mail>): Promise<void> {
  const { clock, log } = delivery;
  const { id, attempts, createdAt } = mine;
  const { code, final } = failureOf(error);
  const now = clock.now();
  const givenUp = final || error === ENDED || now - createdAt.getTime() > GIVEN_UP_AFTER;
  log[givenUp ? "error" : "warn"]({ mail: id, attempts, code, givenUp }, "mail not sent");
  await settle(
    delivery,
    mine,
    givenUp
      ? { dueAt: null, failure: code, ...ending }
      : { dueAt: new Date(now + pauseAfter(attempts)), failure: code },
  );
}

/** Makes a mail that is due ours for a while: of all who saw it due, one can. Null: another was first. */
async function claim({ database, clock }: Delivery, seen: Mail): Promise<Mail | null> {
  const mine = { dueAt: new Date(clock.now() + LEASE), attempts: seen.attempts + 1 };
  const where = { id: seen.id, attempts: seen.attempts, dueAt: seen.dueAt ?? IsNull() };
  const { affected } = await database.write((manager) => manager.update(Mail, where, mine));
  return affected === 1 ? { ...seen, ...mine } : null;
}

/** Writes what became of a mail of ours; whoever took it over because our lease ran out writes that themselves. */
async function settle({ database }: Delivery, mine: Mail, fields: Partial<Mail>): Promise<void> {
  const where: FindOptionsWhere<Mail> = { id: mine.id, attempts: mine.attempts, sentAt: IsNull() };
  await database.write((manager) => manager.update(Mail, where, fields));
}

/** 5 s, then twice as long each time, an hour at most. Up to a fifth longer, so that mails that failed together are not sent together again. */
function pauseAfter(attempts: number): number {
  const pause = Math.min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE);
  return pause * (1 + Math.random() / 5);
}

/** Deletes mails 90 days after they were written, sent or given up. */
export async function forgetOld({ database, clock }: Delivery): Promise<void> {
  const old = { createdAt: LessThan(new Date(clock.now() - KEPT)), dueAt: IsNull() };
  if (!(await database.reader.manager.existsBy(Mail, old))) return;
  await database.write((manager) => manager.delete(Mail, old));
}
