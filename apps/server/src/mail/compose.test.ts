import { describe, expect, it } from "vitest";
import { compose } from "./compose.js";

const letter = {
  subject: 'Key "<b>" has a new token',
  paragraphs: ["One & two.", "First\nsecond <script>"],
  link: { text: "See the key", path: "/keys/key_1" },
};
const createdAt = new Date("2026-03-01T12:00:00Z");
const mail = { id: "mai_1", recipient: "ann@example.com", createdAt };
const sender = { publicUrl: "https://keys.example.com", supportEmail: null };

describe("a mail", () => {
  it("is the same message whenever it is sent", () => {
    expect(compose(mail, letter, sender)).toMatchObject({
      from: { name: "Latchkey", address: "latchkey@keys.example.com" },
      to: { address: "ann@example.com" },
      subject: letter.subject,
      messageId: "<mai_1@keys.example.com>",
      date: createdAt,
    });
  });

  it("says in text what it says, and where to go on", () => {
    expect(compose(mail, letter, sender).text).toBe(
      [
        "One & two.",
        "First\nsecond <script>",
        "See the key: https://keys.example.com/keys/key_1",
        "You choose which mails you get: https://keys.example.com/settings/notifications",
      ].join("\n\n"),
    );
  });

  it("carries nothing of what people wrote into its HTML but as text", () => {
    const html = String(compose(mail, letter, sender).html);
    expect(html).toContain("<p>First<br>second &lt;script&gt;</p>");
    expect(html).toContain("<p>One &amp; two.</p>");
    expect(html).toContain("<title>Key &quot;&lt;b&gt;&quot; has a new token</title>");
    expect(html).toContain('<a href="https://keys.example.com/keys/key_1">See the key</a>');
  });

  it("comes from where help is, when that is known", () => {
    expect(compose(mail, letter, { ...sender, supportEmail: "help@example.com" }).from).toMatchObject({
      address: "help@example.com",
    });
  });
});
