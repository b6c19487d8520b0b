import "reflect-metadata";
import { systemClock } from "@latchkey/enforcer";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "../database/database.js";
import { addOperator, removeOperator } from "../setup/more-people.js";
import { removeSecondFactor } from "./second-factor.service.js";
import { Browser } from "./testing/browser.js";
import { OWNER, type Served, startServed } from "./testing/served.js";

let server: Served;
let database: Database;
let browser: Browser;
beforeAll(async () => {
  server = await startServed();
  database = await openDatabase(server.databaseUrl);
});
beforeEach(async () => {
  browser = new Browser(server);
  await browser.signIn(OWNER);
});
afterAll(async () => {
  await database.close();
  await server.close();
});

/** Does something, and reads what was mailed of it. */
async function mailsOf(act: () => Promise<unknown>): Promise<{ recipient: string; text: string }[]> {
  const rows = () => server.rows("SELECT `id`, `recipient`, `letter` FROM `mail` ORDER BY `id`");
  const before = new Set((await rows()).map(({ id }) => id));
  await act();
  return (await rows())
    .filter(({ id }) => !before.has(id))
    .map(({ recipient, letter }) => ({ recipient: String(recipient), text: String(letter) }));
}

const place = () => ({ database, clock: systemClock });
const change = (currentPassword: string, newPassword: string) =>
  browser.post("/api/auth/change-password", { currentPassword, newPassword });

describe("who signs in is told by mail, with when and from where,", () => {
  it("that the password was changed", async () => {
    const other = "a staple of another kind";
    const [mail, ...more] = await mailsOf(() => change(OWNER.password, other));
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ recipient: OWNER.email });
    expect(mail?.text).toMatch(
      /Your password was changed.* on \d{4}-\d\d-\d\d \d\d:\d\d UTC, from 198\.51\./,
    );
    expect(mail?.text).toContain("Forgot your password?");
    for (const secret of [OWNER.password, other, browser.cookie.split("=")[1] ?? "?"])
      expect(mail?.text).not.toContain(secret);
    const [event] = await server.rows(
      "SELECT `action`, `accountId`, `address` FROM `audit_event` ORDER BY `id` DESC LIMIT 1",
    );
    expect(event).toMatchObject({
      action: "password.changed",
      accountId: null,
      address: expect.stringMatching(/^198\.51\./),
    });
    await change(other, OWNER.password);
  });

  it("that the second factor was turned on and off, and that there are new recovery codes", async () => {
    let recoveryCodes: string[] = [];
    const on = await mailsOf(async () => ({ recoveryCodes } = await browser.enroll(OWNER.password)));
    const [first = "", second = "", ...others] = recoveryCodes;
    const proof = (code: string) => ({ password: OWNER.password, code });
    let fresh = "";
    const codes = await mailsOf(async () => {
      const answer: object = await browser.secondFactor("generate-backup-codes", proof(first));
      [fresh = ""] = (answer as { backupCodes: string[] }).backupCodes;
    });
    const off = await mailsOf(() => browser.secondFactor("disable", proof(fresh)));
    const all = [...on, ...codes, ...off];
    expect(all.map(({ recipient, text }) => [recipient, JSON.parse(text).subject])).toEqual([
      [OWNER.email, "Your second factor was turned on (Latchkey)"],
      [OWNER.email, "You have new recovery codes (Latchkey)"],
      [OWNER.email, "Your second factor was turned off (Latchkey)"],
    ]);
    for (const { text } of all)
      for (const code of [first, second, ...others, fresh]) expect(text).not.toContain(code);
    const events = await server.rows(
      "SELECT `id` FROM `audit_event` WHERE `action` = 'secondFactor.renewed' AND `actorUserId` IS NOT NULL",
    );
    expect(events).toHaveLength(1);
  });

  it("that the second factor was removed on the server", async () => {
    await browser.enroll(OWNER.password);
    const [mail] = await mailsOf(() => removeSecondFactor(place(), OWNER.email));
    expect(mail).toMatchObject({
      recipient: OWNER.email,
      text: expect.stringContaining("by whoever runs it, on the server"),
    });
    const [event] = await server.rows(
      "SELECT `summary` FROM `audit_event` WHERE `action` = 'secondFactor.removed'",
    );
    expect(event?.summary).toMatch(
      /^The second factor of "[^"]+" \(owner@example\.com\) was removed on the server,/,
    );
  });

  it("that they have become an operator, or are none any more", async () => {
    const subjects = async (act: () => Promise<unknown>) =>
      (await mailsOf(act)).map(({ recipient, text }) => [recipient, JSON.parse(text).subject]);
    expect(await subjects(() => addOperator(place(), OWNER.email))).toEqual([
      [OWNER.email, "You are an operator now (Latchkey)"],
    ]);
    expect(await subjects(() => removeOperator(place(), OWNER.email))).toEqual([
      [OWNER.email, "You are no longer an operator (Latchkey)"],
    ]);
  });
});

it("nobody is told of what was refused", async () => {
  const { recoveryCodes } = await browser.enroll(OWNER.password);
  const refused = await mailsOf(async () => {
    await change("a wrong password", "a staple of another kind");
    await browser.secondFactor("generate-backup-codes", { password: OWNER.password, code: "000000" });
    await browser.secondFactor("disable", { password: "a wrong password", code: recoveryCodes[0] });
    await addOperator(place(), "operator@example.com").catch(() => {});
  });
  expect(refused).toEqual([]);
  await removeSecondFactor(place(), OWNER.email);
});
