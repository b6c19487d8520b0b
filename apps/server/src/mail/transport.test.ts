import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { compose } from "./compose.js";
import { fileTransport } from "./transport.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-outbox-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("a mail that becomes a file has its link in one piece, whatever stands before it", async () => {
  const mail = { id: "mai_1", recipient: "ann@example.com", createdAt: new Date("2026-03-01T12:00:00Z") };
  const link = { text: "Join the account", path: "/invite/0123456789abcdefghijklmn" };
  const sender = { publicUrl: "http://localhost:4000", supportEmail: null };
  for (let length = 1; length < 70; length++) {
    const paragraphs = [`Asha invites you into ${"x".repeat(length)}.`, "It works once. ".repeat(length)];
    await fileTransport(folder).send(compose(mail, { subject: "Hello", paragraphs, link }, sender), mail.id);
    const text = await readFile(join(folder, "mai_1.eml"), "utf8");
    expect(text).toContain("http://localhost:4000/invite/0123456789abcdefghijklmn\r\n");
  }
});

it("a mail that becomes a file has its link in one piece, also where names have other letters than English", async () => {
  const mail = { id: "mai_1", recipient: "ann@example.com", createdAt: new Date("2026-03-01T12:00:00Z") };
  const link = { text: "Join the account", path: "/invite/0123456789abcdefghijklmn" };
  const sender = { publicUrl: "http://localhost:4000", supportEmail: null };
  const paragraphs = ["आशा invites you into Zażółć Gęślą, as a developer.", "It works once."];
  await fileTransport(folder).send(compose(mail, { subject: "Hello", paragraphs, link }, sender), mail.id);
  const text = await readFile(join(folder, "mai_1.eml"), "utf8");
  expect(text).toContain("आशा invites you into Zażółć Gęślą, as a developer.\r\n");
  expect(text).toContain("http://localhost:4000/invite/0123456789abcdefghijklmn\r\n");
});
