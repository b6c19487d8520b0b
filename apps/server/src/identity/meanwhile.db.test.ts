import "reflect-metadata";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Browser } from "./testing/browser.js";
import { MailedLinks } from "./testing/mailed-links.js";
import { OWNER, type Served, startServed } from "./testing/served.js";

let server: Served;
beforeAll(async () => {
  server = await startServed();
});
afterAll(() => server.close());

const WHO = "{ viewer { hasSecondFactor } }";

/** Signs in by the password many times, of which some are under way when `act` begins, and some begin after that. */
async function whileSigningIn(act: () => Promise<unknown>): Promise<Browser[]> {
  const signIn = async (at: number) => {
    await sleep(15 * at);
    const browser = new Browser(server);
    await browser.signIn(OWNER);
    return browser;
  };
  const others = Promise.all(Array.from({ length: 14 }, (_, at) => signIn(at)));
  await sleep(60);
  await act();
  return others;
}

const change = (browser: Browser, currentPassword: string, newPassword: string) =>
  browser.post("/api/auth/change-password", { currentPassword, newPassword });

async function stillIn(browsers: Browser[]): Promise<number> {
  const statuses = await Promise.all(browsers.map(async (browser) => (await browser.ask(WHO)).status));
  return statuses.filter((status) => status === 200).length;
}

it("nobody gets in by the password alone while the second factor is being turned on", async () => {
  for (let round = 0; round < 2; round++) {
    const mine = new Browser(server);
    await mine.signIn(OWNER);
    const { app, recoveryCodes } = await mine.beginToEnroll(OWNER.password);
    const others = await whileSigningIn(() => mine.secondFactor("verify-totp", { code: app.generate() }));
    expect(await stillIn(others)).toBe(0);
    const proof = { password: OWNER.password, code: recoveryCodes[0] };
    expect(await mine.secondFactor("disable", proof)).toMatchObject({ status: 200 });
  }
});

it("nobody gets in by the old password while it is being changed", async () => {
  const other = "a staple of another kind";
  for (let round = 0; round < 2; round++) {
    const mine = new Browser(server);
    await mine.signIn(OWNER);
    const others = await whileSigningIn(() => change(mine, OWNER.password, other));
    expect(await stillIn(others)).toBe(0);
    expect((await change(mine, other, OWNER.password)).status).toBe(200);
  }
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
