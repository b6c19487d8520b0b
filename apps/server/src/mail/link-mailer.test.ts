import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { systemClock } from "../clock.js";
import { linkMailer } from "./link-mailer.js";
import { type SmtpServer, startSmtp } from "./testing/smtp.js";
import { smtpTransport } from "./transport.js";

const RECIPIENT = "ann@example.com";
const letter = { subject: "Hello", paragraphs: ["Hello."], link: { text: "Go", path: "/reset/secret" } };

let smtp: SmtpServer;
let logged: Record<string, unknown>[];
beforeEach(async () => {
  smtp = await startSmtp();
  logged = [];
});
afterEach(() => smtp.close());

function send(pauses: number[]): void {
  const log = pino({ base: null }, { write: (line: string) => logged.push(JSON.parse(line)) });
  const sender = { publicUrl: "http://localhost:4000", supportEmail: null };
  linkMailer({ clock: systemClock, log, sender, transport: smtpTransport(smtp.url), pauses })(
    RECIPIENT,
    letter,
  );
}

describe("a mail with a link that is a secret", () => {
  it("is tried again while the mail server takes none, and told to the log without the link", async () => {
    let failures = 2;
    smtp.judge = async () => {
      if (failures-- > 0) throw new Error();
    };
    send([1, 1, 1]);
    await vi.waitFor(() => expect(smtp.accepted).toMatchObject([{ to: RECIPIENT }]));
    expect(logged).toMatchObject([
      { attempts: 1, code: "451", givenUp: false },
      { attempts: 2, code: "451", givenUp: false },
    ]);
    expect(JSON.stringify(logged)).not.toMatch(/secret|ann@/);
  });

  it("is given up after the last try", async () => {
    smtp.judge = async () => {
      throw new Error();
    };
    send([1]);
    await vi.waitFor(() => expect(logged.at(-1)).toMatchObject({ attempts: 2, givenUp: true }));
    expect(smtp.accepted).toEqual([]);
  });

  it("is not tried again where it is refused for good", async () => {
    smtp.unknown.add(RECIPIENT);
    send([1, 1]);
    await vi.waitFor(() => expect(logged).toMatchObject([{ attempts: 1, code: "550", givenUp: true }]));
  });
});
