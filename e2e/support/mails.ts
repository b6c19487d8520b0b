import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";

/** A mail as it was sent: the header lines and the text, without the escapes and line breaks of quoted-printable. */
export type Mail = string;

/** All mails that an installation has sent so far. */
async function mailsIn(outbox: string): Promise<Mail[]> {
  const names = await readdir(outbox).catch(() => []);
  const files = names.filter((name) => name.endsWith(".eml"));
  const texts = await Promise.all(files.map((name) => readFile(join(outbox, name), "utf8")));
  return texts.map((text) => text.replaceAll(/=\r?\n/g, "").replaceAll("=3D", "="));
}

/** Waits for one mail to this address that holds all these parts, and for no second one. */
export async function mailTo(outbox: string, address: string, ...parts: string[]): Promise<Mail> {
  const found = async () =>
    (await mailsIn(outbox)).filter(
      (mail) =>
        new RegExp(`^To:.*${address.replaceAll(".", "\\.")}`, "mi").test(mail) &&
        parts.every((part) => mail.includes(part)),
    );
  await expect.poll(async () => (await found()).length, { message: `a mail to ${address}` }).toBe(1);
  return (await found())[0] ?? "";
}
