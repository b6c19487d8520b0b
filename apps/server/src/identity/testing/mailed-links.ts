import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { vi } from "vitest";
import type { Served } from "./served.js";

/** A mail with a link that is a secret. */
export interface MailedLink {
  /** What the link's path ends in. */
  token: string;
  /** The whole mail, without the line breaks of quoted-printable. */
  text: string;
}

/** Reads mails with links, `reset` or `invite`, each once. */
export class MailedLinks {
  readonly #read = new Set<string>();

  constructor(
    private readonly server: Pick<Served, "folder">,
    private readonly path: "reset" | "invite",
  ) {}

  /** Waits for one to this address, and reads it. */
  async next(email: string): Promise<MailedLink> {
    const [link] = await vi.waitUntil(
      async () => {
        const links = await this.#unread();
        const own = links.filter(({ text }) => text.toLowerCase().includes(`to: ${email.toLowerCase()}\r\n`));
        return own.length > 0 && own;
      },
      { timeout: 5_000 },
    );
    if (!link) throw new Error("No mail");
    this.#read.add(link.name);
    return link;
  }

  /** Those that were not read yet, in the order in which they were asked for. */
  async #unread(): Promise<(MailedLink & { name: string })[]> {
    const folder = join(this.server.folder, "outbox");
    const names = await readdir(folder).catch(() => []);
    const unread = names.filter((name) => name.endsWith(".eml") && !this.#read.has(name)).sort();
    const links = unread.map(async (name) => {
      const text = (await readFile(join(folder, name), "utf8")).replace(/=\r?\n/g, "");
      return { name, text, token: new RegExp(`/${this.path}/(\\w+)`).exec(text)?.[1] ?? "" };
    });
    return (await Promise.all(links)).filter(({ token }) => token !== "");
  }
}
