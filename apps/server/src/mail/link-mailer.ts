import { setTimeout as sleep } from "node:timers/promises";
import type { SendMailOptions } from "nodemailer";
import type { Clock } from "../clock.js";
import { newId } from "../database/ids.js";
import type { Log } from "../log.js";
import { compose, type Sender } from "./compose.js";
import { failureOf } from "./failure.js";
import type { Letter } from "./letter.js";
import type { Transport } from "./transport.js";

export interface LinkMailerOptions {
  clock: Clock;
  log: Log;
  sender: Sender;
  transport: Transport;
  /** How long to wait between tries, in milliseconds; after the last one the mail is given up. */
  pauses?: readonly number[];
}

/** Mails a letter whose link is a secret. Its footer is said here. */
export type MailLink = (recipient: string, letter: Omit<Letter, "footer">) => void;

const FOOTER = "Whoever can read this mail can use the link: pass it on to nobody.";

/** Some ten minutes: a mail server that was started anew is back, and whoever waits for the link is still there. */
const PAUSES = [5, 10, 20, 40, 80, 160, 320].map((seconds) => seconds * 1_000);

/**
 * Mails at once and past the outbox: what such a mail holds is kept nowhere but in memory, while it is tried again. Nobody waits for it; one
 * that can't be sent for some minutes, or before the server ends, is logged, and asked for again by people.
 */
export function linkMailer({ clock, log, sender, transport, pauses = PAUSES }: LinkMailerOptions): MailLink {
  async function send(message: SendMailOptions, id: string): Promise<void> {
    for (let attempts = 1; ; attempts++) {
      try {
        return await transport.send(message, id);
      } catch (error) {
        const { code, final } = failureOf(error);
        const pause = final ? undefined : pauses[attempts - 1];
        log.warn({ mail: id, attempts, code, givenUp: pause === undefined }, "mail not sent");
        if (pause === undefined) return;
        await sleep(pause, undefined, { ref: false });
      }
    }
  }
  return (recipient, content) => {
    const now = new Date(clock.now());
    const id = newId("mai", now);
    const letter = JSON.stringify({ ...content, footer: FOOTER });
    void send(compose({ id, recipient, letter, createdAt: now }, sender), id);
  };
}
