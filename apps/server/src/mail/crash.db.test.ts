import "reflect-metadata";
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { systemClock } from "@latchkey/enforcer";
import { freePorts } from "@latchkey/enforcer/testing";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Database, openDatabase } from "../database/database.js";
import { createTestDatabase, type TestDatabase } from "../database/testing/database.js";
import { createLog } from "../log.js";
import { deliverDue } from "./delivery.js";
import { Mail } from "./mail.entity.js";
import { post } from "./outbox.js";
import { type SmtpServer, startSmtp } from "./testing/smtp.js";
import { smtpTransport } from "./transport.js";

const SERVER = fileURLToPath(new URL("../../dist/main.js", import.meta.url));
const COUNT = 8;

let test: TestDatabase;
let smtp: SmtpServer;
let children: ChildProcess[];
beforeEach(async () => {
  test = await createTestDatabase();
  smtp = await startSmtp();
  children = [];
  const recipients = Array.from({ length: COUNT }, (_, at) => ({
    userId: `u${at}`,
    email: `u${at}@example.com`,
  }));
  const letter = { subject: "Hello", paragraphs: ["Hello."], link: { text: "Go", path: "/keys" } };
  await test.database.write((manager) =>
    post(manager, new Date(), { kind: "test", subjectId: "s", recipients, letter }),
  );
});
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  await smtp.close();
  await test.drop();
});

async function startServer(): Promise<ChildProcess> {
  const [port, opsPort] = await freePorts(2);
  const env = {
    PATH: process.env.PATH,
    PORT: String(port),
    OPS_PORT: String(opsPort),
    DATA_DIR: test.folder,
    DATABASE_URL: test.url,
    SMTP_URL: smtp.url,
  };
  const child = spawn(process.execPath, [SERVER], { env, stdio: "ignore" });
  children.push(child);
  return child;
}

const ended = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise<void>((resolve) => child.once("exit", () => resolve()));
/** Sends what is due to a server that lives on, `later` milliseconds from now. */
async function deliver(later = 0): Promise<number> {
  const database: Database = await openDatabase(test.url);
  const clock = { ...systemClock, now: () => Date.now() + later };
  const sender = { publicUrl: "http://localhost:4000", supportEmail: null };
  const log = createLog("silent");
  const transport = smtpTransport(smtp.url);
  const sent = await deliverDue({ database, clock, log, sender, transport, secret: "none is sealed" });
  await database.close();
  return sent;
}
const ids = () => smtp.accepted.map(({ messageId }) => messageId);

it("sends each mail once when a server is killed before the SMTP server took one, the one in its hands a lease later", async () => {
  let held = () => {};
  const underWay = new Promise<void>((resolve) => {
    held = resolve;
  });
  let taken = 0;
  smtp.judge = async () => {
    if (++taken !== 4) return;
    held();
    // Until the sender is dead: then nobody learns of the answer, which is no.
    await ended(child);
    throw new Error();
  };
  const child = await startServer();
  await underWay;
  child.kill("SIGKILL");
  await ended(child);
  expect(smtp.accepted).toHaveLength(3);
  expect(await deliver()).toBe(COUNT - 4);
  expect(await deliver(60_000)).toBe(0);
  expect(await deliver(121_000)).toBe(1);
  expect(new Set(ids()).size).toBe(COUNT);
  expect(ids()).toHaveLength(COUNT);
});

it("sends a mail again under its own id when the server is killed before it could write down that it was taken", async () => {
  smtp.judge = async () => {
    if (smtp.accepted.length !== 3) return;
    child.kill("SIGKILL");
    await ended(child);
  };
  const child = await startServer();
  await ended(child);
  smtp.judge = async () => {};
  expect(await deliver(121_000)).toBe(COUNT - 3);
  expect(ids()).toHaveLength(COUNT + 1);
  expect(new Set(ids()).size).toBe(COUNT);
  const { manager } = test.database.reader;
  expect((await manager.find(Mail)).every(({ sentAt }) => sentAt !== null)).toBe(true);
});
