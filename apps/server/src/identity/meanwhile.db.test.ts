import "reflect-metadata";
import { setTimeout as sleep } from "node:timers/promises";
import { hashPassword } from "better-auth/crypto";
import type { EntityManager } from "typeorm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDatabase } from "../database/database.js";
import { underWay } from "../database/testing/under-way.js";
import { SignInMethod } from "./sign-in-method.entity.js";
import { Browser } from "./testing/browser.js";
import { MailedLinks } from "./testing/mailed-links.js";
import { OWNER, type Served, startServed } from "./testing/served.js";
import { User } from "./user.entity.js";

let server: Served;
beforeAll(async () => {
  server = await startServed();
});
afterAll(() => server.close());

const WHO = "{ viewer { hasSecondFactor } }";
/** Milliseconds in which a password is looked at; on a machine that takes longer it is refused as any wrong one. */
const LOOKED_AT = 1_000;

/**
 * Signs in by the password, while another server changes something that it commits once the password was found right, before the session is
 * there.
 */
async function signInWhile(commit: (manager: EntityManager, userId: string) => Promise<unknown>) {
  const database = await openDatabase(server.databaseUrl);
  const isMysql = database.reader.options.type === "mysql";
  const { id } = await database.reader.manager.findOneByOrFail(User, { email: OWNER.email });
  const other = await underWay(database, async (manager) => {
    await commit(manager, id);
    // On SQLite nobody else writes anyway.
    if (isMysql) await manager.query("SELECT `id` FROM `session` FOR UPDATE");
  });
  const browser = new Browser(server);
  const signedIn = browser.signIn(OWNER);
  await (isMysql ? other.heldUp() : sleep(LOOKED_AT));
  expect(await Promise.race([signedIn, sleep(0, "waits")])).toBe("waits");
  other.release();
  await other.done;
  await database.close();
  const { status } = await signedIn;
  return { status, ask: await browser.ask(WHO) };
}

const change = (browser: Browser, currentPassword: string, newPassword: string) =>
  browser.post("/api/auth/change-password", { currentPassword, newPassword });

async function stillIn(browsers: Browser[]): Promise<number> {
  const statuses = await Promise.all(browsers.map(async (browser) => (await browser.ask(WHO)).status));
  return statuses.filter((status) => status === 200).length;
}

it("nobody gets in by the password alone where a second factor was turned on meanwhile", async () => {
  const set = (twoFactorEnabled: boolean) => (manager: EntityManager, id: string) =>
    manager.update(User, { id }, { twoFactorEnabled });
  expect(await signInWhile(set(true))).toMatchObject({ status: 200, ask: { status: 401 } });
  expect(await signInWhile(set(false))).toMatchObject({ status: 200, ask: { status: 200 } });
});

it("nobody gets in by the old password where it was changed meanwhile", async () => {
  const database = await openDatabase(server.databaseUrl);
  const set = async (password: string) => {
    const hash = await hashPassword(password);
    return (manager: EntityManager, userId: string) =>
      manager.update(SignInMethod, { userId }, { password: hash, updatedAt: new Date() });
  };
  const { id } = await database.reader.manager.findOneByOrFail(User, { email: OWNER.email });
  expect(await signInWhile(await set("a staple of another kind"))).toMatchObject({
    status: 401,
    ask: { status: 401 },
  });
  const back = await set(OWNER.password);
  await database.write((manager) => back(manager, id));
  // The same password anew, which has another hash, is no other.
  expect(await signInWhile(await set(OWNER.password))).toMatchObject({ status: 200, ask: { status: 200 } });
  await database.close();
});

/** Others who know the password and are signed in. */
const signedIn = (password: string, count: number) =>
  Promise.all(
    Array.from({ length: count }, async () => {
      const browser = new Browser(server);
      await browser.signIn({ ...OWNER, password });
      return browser;
    }),
  );

/** How often is tried what must come before what others do at the same moment. */
const ROUNDS = 6;

it("whoever changes the password by the old one, while it is set anew by a mailed link, changes nothing and is out", async () => {
  const mails = new MailedLinks(server, "reset");
  const theirs = "what others have chosen";
  let [password, mine] = [OWNER.password, "a staple that is mine alone"];
  let resets = 0;
  for (let round = 0; round < ROUNDS && resets < 2; round++) {
    const others = await signedIn(password, 6);
    await server.post("/api/auth/request-password-reset", { email: OWNER.email });
    const { token } = await mails.next(OWNER.email);
    const reset = server.post("/api/auth/reset-password", { token, newPassword: mine });
    const changes = others.map((browser) => change(browser, password, theirs));
    const isReset = (await reset).status === 200;
    await Promise.all(changes);
    if (isReset) {
      expect(await stillIn(others)).toBe(0);
      resets++;
    }
    const now = isReset ? mine : theirs;
    expect((await server.signIn({ ...OWNER, password: now })).status).toBe(200);
    [password, mine] = [now, `${mine}!`];
  }
  expect(resets).toBe(2);
  const browser = new Browser(server);
  await browser.signIn({ ...OWNER, password });
  expect((await change(browser, password, OWNER.password)).status).toBe(200);
});

it("whoever changes the password while the second factor is being turned on is out without a code", async () => {
  const { password } = OWNER;
  let enrolled = 0;
  for (let round = 0; round < ROUNDS && enrolled < 2; round++) {
    // Of several, each would end the sessions of those before.
    const others = await signedIn(password, 1);
    const mine = new Browser(server);
    await mine.signIn(OWNER);
    const { app, recoveryCodes } = await mine.beginToEnroll(password);
    const changes = others.map((browser) => change(browser, password, password));
    const { status } = await mine.secondFactor("verify-totp", { code: app.generate() });
    await Promise.all(changes);
    // The change was done before, and has ended the session that turns it on.
    if (status !== 200) continue;
    enrolled++;
    expect(await stillIn(others)).toBe(0);
    await mine.signIn(OWNER);
    await mine.secondFactor("verify-backup-code", { code: recoveryCodes[0] });
    const proof = { password, code: recoveryCodes[1] };
    expect(await mine.secondFactor("disable", proof)).toMatchObject({ status: 200 });
  }
  expect(enrolled).toBe(2);
});
