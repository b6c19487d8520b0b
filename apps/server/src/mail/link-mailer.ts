import type { Clock } from "../clock.js";
import { newId } from "../database/ids.js";
import type { Log } from "../log.js";
import { compose, type Sender } from "./compose.js";
import type { Letter } from "./letter.js";
import type { Transport } from "./transport.js";

export interface LinkMailerOptions {
  clock: Clock;
  log: Log;
  sender: Sender;
  transport: Transport;
}

/** Mails a letter whose link is a secret. Its footer is said here. */
export type MailLink = (recipient: string, letter: Omit<Letter, "footer">) => void;

const FOOTER = "Whoever can read this mail can use the link: pass it on to nobody.";

/**
 * Mails at once and past the outbox: what such a mail holds is kept nowhere. Nobody waits for it; one that can't be sent is logged, and
 * asked for again by people.
 */
export function linkMailer({ clock, log, sender, transport }: LinkMailerOptions): MailLink {
  return (recipient, content) => {
    const now = new Date(clock.now());
    const id = newId("mai", now);
    const letter = JSON.stringify({ ...content, footer: FOOTER });
    void transport
      .send(compose({ id, recipient, letter, createdAt: now }, sender), id)
      .catch((err) => log.warn({ mail: id, err }, "mail not sent"));
  };
}
