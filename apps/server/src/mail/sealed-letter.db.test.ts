import "reflect-metadata";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../database/testing/database.js";
import { HOUR } from "../durations.js";
import { TestClock } from "../graphql/testing/world.js";
import { createLog } from "../log.js";
import { deliverDue } from "./delivery.js";
import { Mail } from "./mail.entity.js";
import { linkMailer } from "./sealed-letter.js";
import { type SmtpServer, startSmtp } from "./testing/smtp.js";
import { smtpTransport } from "./transport.js";

const SECRET = "a secret of the installation, of 32 or more";
const letter = { subject: "Hello", paragraphs: ["Hello."], link: { text: "Go", path: "/reset/the-link" } };

let test: TestDatabase;
let smtp: SmtpServer;
let clock: TestClock;
beforeEach(async () => {
  test = await createTestDatabase();
  smtp = await startSmtp();
  clock = new TestClock();
  const now = new Date(clock.at);
  const mail = { recipient: "ann@example.com", letter, until: new Date(clock.at + HOUR) };
  await test.database.write((manager) => linkMailer(SECRET)({ manager, now }, mail));
});
afterEach(async () => {
  await smtp.close();
  await test.drop();
});

const row = () => test.database.reader.manager.findOneByOrFail(Mail, {});
/** As a server does that has this AUTH_SECRET, whether or not it was there when the mail was written. */
const deliver = (secret = SECRET) =>
  deliverDue({
    database: test.database,
    clock,
    log: createLog("silent"),
    sender: { publicUrl: "http://localhost:4000", supportEmail: null },
    transport: smtpTransport(smtp.url),
    secret,
  });

describe("a mail with a link that is a secret", () => {
  it("waits for the mail server in the outbox, where nobody can read the link, and nothing stays of it", async () => {
    const refuse = async () => {
      throw new Error();
    };
    smtp.judge = refuse;
    expect(await deliver()).toBe(0);
    expect(JSON.stringify(await row())).not.toContain("the-link");
    clock.at += HOUR / 2;
    smtp.judge = async () => {};
    expect(await deliver()).toBe(1);
    expect(smtp.accepted).toMatchObject([{ to: "ann@example.com" }]);
    expect(smtp.accepted[0]?.content).toContain("http://localhost:4000/reset/the-link");
    expect(smtp.accepted[0]?.content).toContain("pass it on to nobody");
    expect(await row()).toMatchObject({ letter: "{}", dueAt: null, failure: null });
  });

  it("is left to a server with the secret that it was sealed with", async () => {
    expect(await deliver("another secret of 32 characters or more")).toBe(0);
    clock.at += HOUR / 2;
    expect(await deliver()).toBe(1);
  });

  it("is sent no more once the link has ended", async () => {
    clock.at += HOUR;
    expect(await deliver()).toBe(0);
    expect(await row()).toMatchObject({ letter: "{}", dueAt: null, sentAt: null, failure: "LINK_ENDED" });
    expect(smtp.accepted).toEqual([]);
  });
});
