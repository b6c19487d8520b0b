import "reflect-metadata";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MINUTE } from "../durations.js";
import { Browser, nextCode } from "./testing/browser.js";
import { type MailedLink, MailedLinks } from "./testing/mailed-links.js";
import { OPERATOR, OWNER, type Served, startServed } from "./testing/served.js";

let server: Served;
let mails: MailedLinks;
beforeAll(async () => {
  server = await startServed();
  mails = new MailedLinks(server, "reset");
});
afterAll(() => server.close());

const ASK = "/api/auth/request-password-reset";
const SET = "/api/auth/reset-password";
const WHO = "{ viewer { user { email } } }";

/** Asks for a link, and reads the token in the mail that comes. */
async function mailed(email: string): Promise<MailedLink> {
  expect((await server.post(ASK, { email })).status).toBe(200);
  return mails.next(email);
}

const reset = async (body: object) => {
  const response = await server.post(SET, body);
  return { ...((await response.json()) as object), status: response.status };
};

describe("who has forgotten the password", () => {
  it("sets a new one by a mailed link, once, and everybody with the old one is out", async () => {
    const before = new Browser(server);
    await before.signIn(OWNER);
    const { token, text } = await mailed("Owner@Example.com");
    expect(text).toContain(`To: ${OWNER.email}`);
    expect(text.replaceAll("=3D", "=")).toContain(`/reset/${token}#${encodeURIComponent(OWNER.email)}\r\n`);
    expect(text).toMatch(/The link works once, until \d{4}-\d\d-\d\d \d\d:\d\d UTC/);
    expect(text).not.toContain("You choose which mails you get");
    const newPassword = "a staple of another kind";
    expect(await reset({ token, newPassword })).toMatchObject({ status: 200 });
    const [told] = await server.rows("SELECT `letter` FROM `mail` WHERE `name` LIKE 'password.reset %'");
    expect(told?.letter).toMatch(/A new password was set by a mailed link.* from 198\.51\./);
    expect((await before.ask(WHO)).status).toBe(401);
    expect((await server.signIn(OWNER)).status).toBe(401);
    expect((await server.signIn({ ...OWNER, password: newPassword })).status).toBe(200);
    expect(await reset({ token, newPassword: "yet another staple" })).toMatchObject({
      status: 400,
      code: "INVALID_TOKEN",
    });
    expect(await reset({ ...(await mailed(OWNER.email)), newPassword: OWNER.password })).toMatchObject({
      status: 200,
    });
  });

  it("may try again with the same link when the new one is too short or too long", async () => {
    const { token } = await mailed(OWNER.email);
    expect(await reset({ token, newPassword: "short" })).toMatchObject({ code: "PASSWORD_TOO_SHORT" });
    expect(await reset({ token, newPassword: "x".repeat(129) })).toMatchObject({ code: "PASSWORD_TOO_LONG" });
    expect((await server.signIn()).status).toBe(200);
    expect(await reset({ token, newPassword: OWNER.password })).toMatchObject({ status: 200 });
  });

  it("is still asked for the second factor", async () => {
    const browser = new Browser(server);
    await browser.signIn(OPERATOR);
    const { app, recoveryCodes } = await browser.enroll(OPERATOR.password);
    expect(await reset({ ...(await mailed(OPERATOR.email)), newPassword: OPERATOR.password })).toMatchObject({
      status: 200,
    });
    expect(await (await browser.signIn(OPERATOR)).json()).toMatchObject({ twoFactorRedirect: true });
    const meanwhile = new Browser(server);
    await meanwhile.signIn(OPERATOR);
    expect(await reset({ ...(await mailed(OPERATOR.email)), newPassword: OPERATOR.password })).toMatchObject({
      status: 200,
    });
    for (const waiting of [browser, meanwhile])
      expect((await waiting.secondFactor("verify-totp", { code: nextCode(app) })).status).toBe(401);
    await browser.signIn(OPERATOR);
    // Sign-ins that wait for a code are no links: somebody else who knows the password keeps nobody from a new one.
    for (let time = 0; time < 6; time++) await new Browser(server).signIn(OPERATOR);
    await mailed(OPERATOR.email);
    await browser.secondFactor("verify-totp", { code: nextCode(app) });
    const proof = { password: OPERATOR.password, code: recoveryCodes[0] };
    expect(await browser.secondFactor("disable", proof)).toMatchObject({ status: 200 });
  });
});

describe("a link", () => {
  it("is in nothing that is stored, and its use stands in the installation's audit", async () => {
    const { token } = await mailed(OWNER.email);
    for (const table of ["verification", "mail", "audit_event", "session"])
      expect(JSON.stringify(await server.rows(`SELECT * FROM \`${table}\``))).not.toContain(token);
    await reset({ token, newPassword: OWNER.password });
    const [event] = await server.rows(
      "SELECT `accountId`, `address`, `summary` FROM `audit_event` WHERE `action` = 'password.reset' ORDER BY `id` DESC LIMIT 1",
    );
    expect(event).toMatchObject({ accountId: null, address: expect.stringMatching(/^198\.51\./) });
  });

  it("works no longer once another one has set a password, or the person has changed it", async () => {
    const [first, second] = [await mailed(OWNER.email), await mailed(OWNER.email)];
    expect(await reset({ ...second, newPassword: OWNER.password })).toMatchObject({ status: 200 });
    const third = await mailed(OWNER.email);
    const browser = new Browser(server);
    await browser.signIn(OWNER);
    const change = { currentPassword: OWNER.password, newPassword: OWNER.password };
    expect((await browser.post("/api/auth/change-password", change)).status).toBe(200);
    for (const { token } of [first, third])
      expect(await reset({ token, newPassword: "a staple of another kind" })).toMatchObject({
        status: 400,
        code: "INVALID_TOKEN",
      });
    expect((await server.signIn()).status).toBe(200);
  });

  it("works for an hour", async () => {
    const { token } = await mailed(OWNER.email);
    const [{ expiresAt } = { expiresAt: 0 }] = await server.rows(
      "SELECT `expiresAt` FROM `verification` ORDER BY `id` DESC LIMIT 1",
    );
    expect(Math.abs(Number(expiresAt) - Date.now() - 3_600_000)).toBeLessThan(60_000);
    await server.rows("UPDATE `verification` SET `expiresAt` = 1");
    expect(await reset({ token, newPassword: "a staple of another kind" })).toMatchObject({
      code: "INVALID_TOKEN",
    });
    expect((await server.signIn()).status).toBe(200);
  });

  it("that was made up leads nowhere", async () => {
    for (const token of ["", "x", "x".repeat(24), "../../x"])
      expect(await reset({ token, newPassword: "a staple of another kind" })).toMatchObject({
        status: 400,
        code: "INVALID_TOKEN",
      });
    expect((await fetch(`${server.base}/api/auth/reset-password/x?callbackURL=/`)).status).toBe(404);
  });
});

describe("who asks for a link", () => {
  it("is told the same, as late, for an address that nobody has, and nothing is mailed", async () => {
    const answers: [number, string][] = [];
    const times: number[] = [];
    for (const email of [OWNER.email, "nobody@example.com"]) {
      const begin = performance.now();
      const response = await server.post(ASK, { email });
      times.push(performance.now() - begin);
      answers.push([response.status, await response.text()]);
    }
    expect(answers[0]).toEqual(answers[1]);
    for (const time of times) expect(time).toBeGreaterThanOrEqual(295);
    await mails.next(OWNER.email);
    expect(await server.rows("SELECT `id` FROM `mail` WHERE `recipient` = 'nobody@example.com'")).toEqual([]);
  });

  it("gets another once those that were mailed have ended, however often others have asked meanwhile", async () => {
    await server.rows("DELETE FROM `verification`");
    for (let time = 0; time < 5; time++) await mailed(OWNER.email);
    await server.rows(
      `UPDATE \`verification\` SET \`expiresAt\` = ${Date.now() + MINUTE}, \`createdAt\` = 0`,
    );
    for (let time = 0; time < 8; time++) await server.post(ASK, { email: OWNER.email });
    expect(await server.rows("SELECT `id` FROM `verification`")).toHaveLength(5);
    await server.rows("DELETE FROM `verification` WHERE `createdAt` = 0");
    expect(await reset({ ...(await mailed(OWNER.email)), newPassword: OWNER.password })).toMatchObject({
      status: 200,
    });
  });

  it("fills nobody's mailbox", async () => {
    await server.rows("DELETE FROM `verification`");
    const before = (await server.rows("SELECT `id` FROM `mail` WHERE `name` LIKE 'link %'")).length;
    for (let time = 0; time < 8; time++) await server.post(ASK, { email: OWNER.email });
    const links = async () =>
      (await server.rows("SELECT `id` FROM `mail` WHERE `name` LIKE 'link %'")).length - before;
    expect(await links()).toBe(5);
    await server.post(ASK, { email: OWNER.email });
    expect(await links()).toBe(5);
  });

  it("is slowed down after five times from one address", async () => {
    const statuses: number[] = [];
    const from = { "x-forwarded-for": "203.0.113.77" };
    for (let time = 0; time < 7; time++)
      statuses.push((await server.post(ASK, { email: "nobody@example.com" }, from)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
  });

  it("gets 400 for what is no address", async () => {
    for (const email of ["", "nobody", null, { $ne: "" }])
      expect((await server.post(ASK, { email })).status).toBe(400);
  });
});
