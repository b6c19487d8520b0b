import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";

/** A message that the server took, or has in its hands. */
interface Received {
  to: string;
  messageId: string;
  content: string;
}

export interface SmtpServer {
  url: string;
  /** What it said yes to, in this order. */
  accepted: Received[];
  /** Judges a message before it says yes; to reject says no, for now. Nothing at first. */
  judge: (message: Received) => Promise<void>;
  /** Recipients whom it refuses for good. */
  unknown: Set<string>;
  close(): Promise<void>;
}

/** A real SMTP server on a port of its own. */
export async function startSmtp(): Promise<SmtpServer> {
  const state: SmtpServer = {
    url: "",
    accepted: [],
    judge: async () => {},
    unknown: new Set(),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    closeTimeout: 100,
    onRcptTo({ address }, _session, done) {
      const refusal = Object.assign(new Error("No such user"), { responseCode: 550 });
      done(state.unknown.has(address) ? refusal : null);
    },
    onData(stream, { envelope }, done) {
      const receive = async () => {
        const content = await text(stream);
        const messageId = /^Message-ID: (.*)$/im.exec(content)?.[1]?.trim() ?? "";
        const message = { to: envelope.rcptTo[0]?.address ?? "", messageId, content };
        await state.judge(message);
        state.accepted.push(message);
      };
      receive().then(
        () => done(null),
        () => done(Object.assign(new Error("Later"), { responseCode: 451 })),
      );
    },
  });
  // Who is killed in the middle leaves a broken connection behind.
  server.on("error", () => {});
  const listener = server.listen(0, "127.0.0.1");
  if (!listener.listening) await once(listener, "listening");
  state.url = `smtp://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  return state;
}
