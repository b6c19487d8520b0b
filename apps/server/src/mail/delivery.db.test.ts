import "reflect-metadata";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "../database/database.js";
import { createTestDatabase, type TestDatabase } from "../database/testing/database.js";
import { HOUR, MINUTE } from "../durations.js";
import { TestClock } from "../graphql/testing/world.js";
import { createLog } from "../log.js";
import { type Delivery, deliverDue, forgetOld } from "./delivery.js";
import { Mail } from "./mail.entity.js";
import { startMailer } from "./mailer.js";
import { post } from "./outbox.js";
import { type SmtpServer, startSmtp } from "./testing/smtp.js";
import { fileTransport, smtpTransport, type Transport } from "./transport.js";

const SECRET = "a secret of the installation, of 32 or more";
const SECOND = 1_000;

let test: TestDatabase;
let smtp: SmtpServer;
let clock: TestClock;
beforeEach(async () => {
  test = await createTestDatabase();
  smtp = await startSmtp();
  clock = new TestClock();
});
afterEach(async () => {
  await smtp.close();
  await test.drop();
});

const deliveryOf = (fields: Partial<Delivery> = {}): Delivery => ({
  database: test.database,
  clock,
  log: createLog("silent"),
  sender: { publicUrl: "http://localhost:4000", supportEmail: null },
  transport: smtpTransport(smtp.url),
  secret: SECRET,
  ...fields,
});
const letter = { subject: "Hello", paragraphs: ["Hello."], link: { text: "Go", path: "/keys" } };
const write = (...names: string[]) =>
  test.database.write((manager) =>
    post(manager, new Date(clock.at), {
      kind: "test",
      subjectId: "subject",
      recipients: names.map((name) => ({ userId: name, email: `${name}@example.com` })),
      letter,
    }),
  );
const mails = () => test.database.reader.manager.find(Mail, { order: { id: "ASC" } });
const received = () => smtp.accepted.map(({ to }) => to.replace("@example.com", "")).sort();

describe("a mail in the outbox", () => {
  it("is written once on one occasion, also by several at the same moment", async () => {
    await Promise.all([write("ann", "bob"), write("bob", "ann"), write("ann")]);
    await write("ann", "cid");
    expect((await mails()).map(({ recipient }) => recipient).sort()).toEqual([
      "ann@example.com",
      "bob@example.com",
      "cid@example.com",
    ]);
  });

  it("is not there when its change was undone", async () => {
    const undone = test.database.write(async (manager) => {
      const recipients = [{ userId: "ann", email: "ann@example.com" }];
      await post(manager, new Date(clock.at), { kind: "test", subjectId: "s", recipients, letter });
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    expect(await mails()).toEqual([]);
  });
});

describe("sending", () => {
  it("hands each mail over once, under the id of its row", async () => {
    await write("ann", "bob");
    expect(await deliverDue(deliveryOf())).toBe(2);
    expect(await deliverDue(deliveryOf())).toBe(0);
    expect(received()).toEqual(["ann", "bob"]);
    const rows = await mails();
    expect(smtp.accepted.map(({ messageId }) => messageId).sort()).toEqual(
      rows.map(({ id }) => `<${id}@localhost>`).sort(),
    );
    for (const row of rows)
      expect(row).toMatchObject({ sentAt: new Date(clock.at), dueAt: null, attempts: 1, failure: null });
  });

  it("hands each over once when four servers do it at the same time", async () => {
    const names = Array.from({ length: 40 }, (_, at) => `user${at}`);
    await write(...names);
    // On SQLite each would wait in this one thread for a lock that another of them holds in it.
    const open = async () => (test.url.startsWith("mysql:") ? openDatabase(test.url) : test.database);
    const others = await Promise.all([open(), open(), open()]);
    const all = [test.database, ...others].map((database) => deliverDue(deliveryOf({ database })));
    const sent = await Promise.all(all);
    for (const database of others) if (database !== test.database) await database.close();
    expect(sent.reduce((sum, each) => sum + each)).toBe(40);
    expect(received()).toEqual([...names].sort());
  });

  it("tries again, later each time, until the server takes it", async () => {
    await write("ann");
    let failures = 3;
    smtp.judge = async () => {
      if (failures-- > 0) throw new Error();
    };
    const pauses = [];
    for (const pause of [5, 10, 20]) {
      expect(await deliverDue(deliveryOf())).toBe(0);
      const [mail] = await mails();
      expect(mail).toMatchObject({ failure: "451", sentAt: null });
      pauses.push(((mail?.dueAt?.getTime() ?? 0) - clock.at) / SECOND);
      expect(pauses.at(-1)).toBeGreaterThanOrEqual(pause);
      expect(pauses.at(-1)).toBeLessThanOrEqual(pause * 1.2);
      clock.at += pause * SECOND - 1;
      expect(await deliverDue(deliveryOf())).toBe(0);
      clock.at += pause * 200 + 1;
    }
    expect(await deliverDue(deliveryOf())).toBe(1);
    expect(received()).toEqual(["ann"]);
  });

  it("does not wait for the time of a clock that was a day ahead and was set right", async () => {
    clock.at += 24 * HOUR;
    await write("ann");
    smtp.judge = async () => {
      throw new Error();
    };
    expect(await deliverDue(deliveryOf())).toBe(0);
    smtp.judge = async () => undefined;
    clock.at -= 24 * HOUR;
    expect(await deliverDue(deliveryOf())).toBe(1);
    expect(received()).toEqual(["ann"]);
  });

  it("goes on with the others, and never again with one that is refused for good", async () => {
    await write("gone", "ann");
    smtp.unknown.add("gone@example.com");
    expect(await deliverDue(deliveryOf())).toBe(1);
    clock.at += 24 * HOUR;
    expect(await deliverDue(deliveryOf())).toBe(0);
    expect(received()).toEqual(["ann"]);
    const [gone] = (await mails()).filter(({ sentAt }) => sentAt === null);
    expect(gone).toMatchObject({ recipient: "gone@example.com", dueAt: null, attempts: 1, failure: "550" });
  });

  it("goes on with the others where the letter of one can't be read", async () => {
    await write("ann", "bob");
    const [ann] = await mails();
    await test.database.write((manager) => manager.update(Mail, { id: ann?.id ?? "" }, { letter: '{"sea' }));
    expect(await deliverDue(deliveryOf())).toBe(1);
    expect((await mails()).map(({ sentAt }) => sentAt !== null)).toEqual([false, true]);
  });

  it("gives up after three days without a server", async () => {
    await write("ann");
    const away = deliveryOf({ transport: smtpTransport("smtp://127.0.0.1:1") });
    await deliverDue(away);
    expect((await mails())[0]).toMatchObject({ attempts: 1, dueAt: expect.any(Date) });
    clock.at += 72 * HOUR + 1;
    await deliverDue(away);
    expect((await mails())[0]).toMatchObject({ attempts: 2, dueAt: null, sentAt: null });
  });

  it("takes over, after two minutes, what a dead server had in its hands, and no sooner", async () => {
    await write("ann");
    const dead: Transport = { send: () => new Promise(() => {}), close: () => {} };
    void deliverDue(deliveryOf({ transport: dead }));
    for (let tries = 0; (await mails())[0]?.attempts === 0 && tries < 200; tries++)
      await new Promise((resolve) => setTimeout(resolve, 10));
    clock.at += 2 * MINUTE - 1;
    expect(await deliverDue(deliveryOf())).toBe(0);
    clock.at += 1;
    expect(await deliverDue(deliveryOf())).toBe(1);
    expect(received()).toEqual(["ann"]);
  });
});

describe("without an SMTP server", () => {
  it("mails become files, one for each, however often they are sent", async () => {
    const folder = join(test.folder, "outbox");
    await write("ann");
    await deliverDue(deliveryOf({ transport: fileTransport(folder) }));
    const [mail] = await mails();
    await test.database.write((manager) =>
      manager.update(Mail, { id: mail?.id ?? "" }, { dueAt: new Date(clock.at), sentAt: null }),
    );
    await deliverDue(deliveryOf({ transport: fileTransport(folder) }));
    expect(await readdir(folder)).toEqual([`${mail?.id}.eml`]);
    const content = await readFile(join(folder, `${mail?.id}.eml`), "utf8");
    expect(content).toMatch(/^To: <?ann@example\.com>?\r$/m);
    expect(content).toMatch(/^Subject: Hello\r$/m);
    expect(content).toContain(`Message-ID: <${mail?.id}@localhost>`);
  });
});

describe("old mails", () => {
  it("are forgotten 90 days after they were written, unless they still wait", async () => {
    await write("ann");
    await deliverDue(deliveryOf());
    await write("bob");
    clock.at += 90 * 24 * HOUR;
    await forgetOld(deliveryOf());
    expect(await mails()).toHaveLength(2);
    clock.at += 1;
    await forgetOld(deliveryOf());
    expect((await mails()).map(({ recipient }) => recipient)).toEqual(["bob@example.com"]);
  });
});

describe("a mailer that is stopped", () => {
  it("finishes the mail under way, and leaves the others where they are", async () => {
    await write("ann", "bob");
    let arrived = () => {};
    const underWay = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    smtp.judge = async () => {
      arrived();
      await new Promise((resolve) => setTimeout(resolve, 200));
    };
    const stop = startMailer(deliveryOf());
    await underWay;
    await stop();
    expect(received()).toHaveLength(1);
    const rows = await mails();
    expect(rows.filter(({ sentAt }) => sentAt !== null)).toHaveLength(1);
    expect(rows.filter(({ attempts }) => attempts === 0)).toHaveLength(1);
  });
});
