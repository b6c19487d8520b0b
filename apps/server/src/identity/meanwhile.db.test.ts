import "reflect-metadata";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Browser } from "./testing/browser.js";
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
    const change = (currentPassword: string, newPassword: string) =>
      mine.post("/api/auth/change-password", { currentPassword, newPassword });
    const others = await whileSigningIn(() => change(OWNER.password, other));
    expect(await stillIn(others)).toBe(0);
    expect((await change(other, OWNER.password)).status).toBe(200);
  }
});
