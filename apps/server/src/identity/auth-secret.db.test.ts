import "reflect-metadata";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDatabase } from "../database/database.js";
import { removeSecondFactor } from "./second-factor.service.js";
import { Browser, nextCode } from "./testing/browser.js";
import { OWNER, type Served, startServed } from "./testing/served.js";

/** Two servers on one database, the later with another AUTH_SECRET, as after a change of it. */
let before: Served;
let after: Served;
beforeAll(async () => {
  before = await startServed({ AUTH_SECRET: "a".repeat(32) });
  after = await startServed({ AUTH_SECRET: "b".repeat(32), DATABASE_URL: before.databaseUrl });
});
afterAll(async () => {
  await after.close();
  await before.close();
});

async function halfIn(server: Served): Promise<Browser> {
  const browser = new Browser(server);
  const response = await browser.signIn(OWNER);
  expect(await response.json()).toMatchObject({ twoFactorRedirect: true });
  return browser;
}

const statusOf = async (browser: Browser) => (await browser.ask("{ viewer { isOperator } }")).status;

it("a change of AUTH_SECRET ends sessions, and makes second factors unreadable, which is said, until they are removed", async () => {
  const browser = new Browser(before);
  await browser.signIn(OWNER);
  const { app, recoveryCodes } = await browser.enroll(OWNER.password);
  expect((await after.query(browser.cookie, "{ viewer { isOperator } }")).status).toBe(401);

  const locked = await halfIn(after);
  const unreadable = { status: 403, code: "SECOND_FACTOR_UNREADABLE" };
  const code = nextCode(app);
  expect(await locked.secondFactor("verify-totp", { code })).toMatchObject(unreadable);
  expect(await locked.secondFactor("verify-totp", { code: "000000" })).toMatchObject(unreadable);
  expect(await locked.secondFactor("verify-backup-code", { code: recoveryCodes[0] })).toMatchObject(
    unreadable,
  );
  expect(await statusOf(locked)).toBe(401);

  // Nothing was used up, or counted: with the secret of before, it is all there.
  const again = await halfIn(before);
  expect(await again.secondFactor("verify-totp", { code })).toMatchObject({ status: 200 });

  const database = await openDatabase(before.databaseUrl);
  await removeSecondFactor({ database, clock: { now: Date.now, monotonic: Date.now } }, OWNER.email);
  await database.close();
  const browserAfter = new Browser(after);
  expect((await browserAfter.signIn(OWNER)).status).toBe(200);
  expect(await statusOf(browserAfter)).toBe(200);
});
