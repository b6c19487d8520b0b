import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport, type SendMailOptions } from "nodemailer";
import { makeFolder } from "../data-dir.js";

/** Hands a message over, or rejects; `id` is the same for the same message. */
export interface Transport {
  send(message: SendMailOptions, id: string): Promise<void>;
  close(): void;
}

/** By SMTP, on a connection for each message. @param url `smtp://` or `smtps://`, with user and password if need be */
export function smtpTransport(url: string): Transport {
  const limits = {
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    dnsTimeout: 10_000,
  };
  const mailer = createTransport({ url, ...limits });
  return {
    async send(message) {
      await mailer.sendMail({ ...message, signal: AbortSignal.timeout(LONGEST_SEND) });
    },
    close: () => mailer.close(),
  };
}

/** Longest time to hand a message over, in milliseconds. */
export const LONGEST_SEND = 60_000;

/** The last space within 76 characters of a line that is longer. */
const BREAK = /(?=.{77})(.{0,76}) /g;

/** A text as it is, also with other letters than English: in quoted-printable its links would be parted. */
const AS_IT_IS = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n";

/** Into a folder, as `<id>.eml`: the same message again replaces itself, so that it is there once. Who reads the file can copy its link. */
export function fileTransport(folder: string): Transport {
  const mailer = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  return {
    async send(message, id) {
      const short = String(message.text).replace(BREAK, "$1\n");
      const { message: text } = await mailer.sendMail({ ...message, text: { raw: `${AS_IT_IS}${short}\n` } });
      await makeFolder(folder);
      const file = join(folder, `${id}.eml`);
      await writeFile(`${file}.part`, text as Buffer);
      await rename(`${file}.part`, file);
    },
    close: () => mailer.close(),
  };
}
