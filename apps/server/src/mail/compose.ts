import type { SendMailOptions } from "nodemailer";
import type { Letter } from "./letter.js";
import type { Mail } from "./mail.entity.js";

/** What all mails of the installation share. */
export interface Sender {
  publicUrl: string;
  /** Whom to answer to; null: nobody. */
  supportEmail: string | null;
}

/** Gives a mail its form. Sent again, it is the same message: its id and date are those of its row. */
export function compose(
  mail: Pick<Mail, "id" | "recipient" | "createdAt">,
  { subject, paragraphs, link, footer }: Letter,
  { publicUrl, supportEmail }: Sender,
): SendMailOptions {
  const { hostname } = new URL(publicUrl);
  const end = footer ?? `You choose which mails you get: ${publicUrl}/settings/notifications`;
  const url = `${publicUrl}${link.path}`;
  return {
    from: { name: "Latchkey", address: supportEmail ?? `latchkey@${hostname}` },
    to: { name: "", address: mail.recipient },
    subject,
    messageId: `<${mail.id}@${hostname}>`,
    date: mail.createdAt,
    headers: { "Auto-Submitted": "auto-generated" },
    text: [...paragraphs, `${link.text}: ${url}`, end].join("\n\n"),
    html: page(subject, [
      ...paragraphs.map((text) => `<p>${escaped(text).replaceAll("\n", "<br>")}</p>`),
      `<p><a href="${escaped(url)}">${escaped(link.text)}</a></p>`,
      `<p style="color:#666">${escaped(end)}</p>`,
    ]),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function page(title: string, parts: string[]): string {
  const head = `<meta charset="utf-8"><title>${escaped(title)}</title>`;
  const body = `<body style="font:16px/1.5 sans-serif;max-width:36em">${parts.join("\n")}</body>`;
  return `<!doctype html><html lang="en"><head>${head}</head>${body}</html>`;
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
