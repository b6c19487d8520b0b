import "reflect-metadata";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { MINUTE } from "../durations.js";
import { Browser, nextCode } from "./testing/browser.js";
import { OPERATOR, OWNER, type Served, startServed } from "./testing/served.js";

let server: Served;
beforeAll(async () => {
  server = await startServed();
});
afterAll(() => server.close());

/** By the last recovery code. */
async function turnOff(browser: Browser, codes: string[], { password } = OPERATOR): Promise<void> {
  const answer = await browser.secondFactor("disable", { password, code: codes.at(-1) });
  expect(answer).toMatchObject({ status: 200 });
}

const DIALECT = process.env.TEST_DATABASE === "mysql" ? "mysql" : "sqlite";
const FAILING = {
  mysql: "FOR EACH ROW SIGNAL SQLSTATE '45000'",
  sqlite: "BEGIN SELECT RAISE(ABORT, 'killed'); END",
};

const HAS = "{ viewer { hasSecondFactor } }";

async function signedIn(who = OWNER): Promise<Browser> {
  const browser = new Browser(server);
  expect((await browser.signIn(who)).status).toBe(200);
  return browser;
}

describe("who sets up a second factor", () => {
  it("proves the password, and shows a first code, before it is on", async () => {
    const browser = await signedIn(OPERATOR);
    for (const body of [{}, { password: "wrong horse battery" }, { password: 1 }])
      expect(await browser.secondFactor("enable", body)).toMatchObject({ status: 400 });
    const { app, recoveryCodes } = await browser.beginToEnroll(OPERATOR.password);
    // The second in digits of another width, the third of other letters.
    for (const code of ["000000", "１２３４５６", "éééééé"])
      expect(await browser.secondFactor("verify-totp", { code })).toMatchObject({
        status: 401,
        code: "INVALID_CODE",
      });
    expect(await browser.ask(HAS)).toMatchObject({ data: { viewer: { hasSecondFactor: false } } });
    expect(await (await signedIn(OPERATOR)).ask(HAS)).toMatchObject({ status: 200 });

    expect(await browser.secondFactor("verify-totp", { code: app.generate() })).toMatchObject({
      status: 200,
    });
    expect(await browser.ask(HAS)).toMatchObject({ data: { viewer: { hasSecondFactor: true } } });
    await turnOff(browser, recoveryCodes);
  });

  it("can sign in by its codes, also when the server was killed while it was being turned on", async () => {
    const browser = await signedIn(OPERATOR);
    const { app, recoveryCodes } = await browser.beginToEnroll(OPERATOR.password);
    await server.rows(`CREATE TRIGGER \`killed\` BEFORE INSERT ON \`session\` ${FAILING[DIALECT]}`);
    const { status } = await browser.secondFactor("verify-totp", { code: app.generate() });
    await server.rows("DROP TRIGGER `killed`");
    expect(status).toBeGreaterThanOrEqual(500);
    const again = await signedIn(OPERATOR);
    expect(await again.secondFactor("verify-totp", { code: nextCode(app) })).toMatchObject({ status: 200 });
    expect(await again.ask(HAS)).toMatchObject({ data: { viewer: { hasSecondFactor: true } } });
    await turnOff(again, recoveryCodes);
  });

  it("ends every other session, which the password alone has opened, and goes on with a new one", async () => {
    const [mine, other] = [await signedIn(OPERATOR), await signedIn(OPERATOR)];
    const before = mine.cookie;
    const { recoveryCodes } = await mine.enroll(OPERATOR.password);
    expect(mine.cookie).not.toBe(before);
    expect((await mine.ask(HAS)).status).toBe(200);
    expect((await other.ask(HAS)).status).toBe(401);
    expect((await server.query(before, HAS)).status).toBe(401);
    await turnOff(mine, recoveryCodes);
  });

  it("finds it named after the product, whatever was sent", async () => {
    const browser = await signedIn(OPERATOR);
    const body = { password: OPERATOR.password, issuer: "Bank", method: "otp" };
    expect(await browser.secondFactor("enable", body)).toMatchObject({
      method: "totp",
      totpURI: expect.stringMatching(/^otpauth:\/\/totp\/Latchkey:/),
    });
  });

  it("may do so in several tabs: the last one counts, until a first code was right", async () => {
    const tab = await signedIn(OPERATOR);
    const first = await tab.beginToEnroll(OPERATOR.password);
    const { app } = await tab.beginToEnroll(OPERATOR.password);
    const show = (one: typeof app) => tab.secondFactor("verify-totp", { code: one.generate() });
    expect(await show(first.app)).toMatchObject({ status: 401, code: "INVALID_CODE" });
    // As it is from where the code was right until the factor is on.
    const usedUp = (at: number) =>
      server.rows(`UPDATE \`second_factor\` SET \`lastStep\` = ${app.counter({ timestamp: at })}`);
    await usedUp(Date.now());
    expect(await tab.secondFactor("enable", { password: OPERATOR.password })).toMatchObject({
      status: 400,
      code: "TOTP_ALREADY_ENABLED",
    });
    // As it stays where that was broken off.
    await usedUp(Date.now() - 3 * MINUTE);
    const last = await tab.enroll(OPERATOR.password);
    await turnOff(tab, last.recoveryCodes);
  });

  it("may begin in several tabs at the same moment: one comes through at least, the others are told to try again", async () => {
    const tabs = await Promise.all([1, 2, 3].map(() => signedIn(OPERATOR)));
    const begun = await Promise.all(
      tabs.map((tab) => tab.secondFactor("enable", { password: OPERATOR.password })),
    );
    expect(begun.map(({ status }) => status)).toContain(200);
    for (const { status, code } of begun)
      if (status !== 200) expect({ status, code }).toEqual({ status: 400, code: "SET_UP_TWICE" });
    const last = await tabs[0]?.enroll(OPERATOR.password);
    await turnOff(tabs[0] as Browser, last?.recoveryCodes ?? []);
  });

  it("leaves nothing in the database that makes a code", async () => {
    const browser = await signedIn(OPERATOR);
    const { app, recoveryCodes } = await browser.beginToEnroll(OPERATOR.password);
    const [row] = await server.rows("SELECT * FROM `second_factor`");
    const stored = JSON.stringify(row);
    expect(stored).toContain(`"verified":0`);
    for (const text of [app.secret.base32, app.secret.utf8, app.secret.hex, ...recoveryCodes])
      expect(stored).not.toContain(text);
  });

  it("stands in the installation's audit with each turn, and where it came from", async () => {
    const browser = await signedIn(OPERATOR);
    const { recoveryCodes } = await browser.enroll(OPERATOR.password);
    await turnOff(browser, recoveryCodes);
    const events = await server.rows(
      "SELECT `action`, `accountId`, `address`, `actorUserId`, `subjectId` FROM `audit_event` WHERE `action` LIKE 'secondFactor.%' ORDER BY `id` DESC LIMIT 2",
    );
    expect(events.map(({ action }) => action)).toEqual(["secondFactor.disabled", "secondFactor.enabled"]);
    for (const { accountId, address, actorUserId, subjectId } of events) {
      expect([accountId, actorUserId]).toEqual([null, subjectId]);
      expect(address).toMatch(/^198\.51\./);
    }
  });

  it("is told that it is off where it is to be turned off", async () => {
    const browser = await signedIn(OPERATOR);
    for (const act of ["disable", "generate-backup-codes"])
      expect(await browser.secondFactor(act, { password: OPERATOR.password, code: "000000" })).toMatchObject({
        status: 400,
        code: "TWO_FACTOR_NOT_ENABLED",
      });
  });

  it("gets nothing but 401 without a session", async () => {
    for (const act of ["enable", "disable", "generate-backup-codes", "verify-totp", "verify-backup-code"]) {
      const answer = await new Browser(server).secondFactor(act, {
        password: OWNER.password,
        code: "123456",
      });
      expect([act, answer.status]).toEqual([act, 401]);
    }
  });

  it("finds nothing of the rest of it open", async () => {
    const browser = await signedIn();
    for (const act of ["get-totp-uri", "send-otp", "verify-otp", "view-backup-codes", "generate-totp"])
      expect((await browser.post(`/api/auth/two-factor/${act}`, { password: OWNER.password })).status).toBe(
        404,
      );
  });
});

describe("who has a second factor", () => {
  let owner: Browser;
  let app: Awaited<ReturnType<Browser["enroll"]>>["app"];
  let usedAt: number;
  let recoveryCodes: string[];
  beforeEach(async () => {
    owner = await signedIn();
    ({ app, usedAt, recoveryCodes } = await owner.enroll(OWNER.password));
    return async () => {
      // Tests leave wrong codes behind them.
      await server.rows("UPDATE `second_factor` SET `lockedUntil` = NULL");
      await turnOff(owner, recoveryCodes, OWNER);
    };
  });

  /** The password was right, and a code is asked for. */
  async function halfIn(): Promise<Browser> {
    const browser = new Browser(server);
    const response = await browser.signIn(OWNER);
    expect(await response.json()).toEqual({ twoFactorRedirect: true, twoFactorMethods: ["totp"] });
    expect((await browser.ask(HAS)).status).toBe(401);
    return browser;
  }

  it("has no session with the password alone, and one with a code of the app", async () => {
    const browser = await halfIn();
    expect(await browser.secondFactor("verify-totp", { code: nextCode(app) })).toMatchObject({
      status: 200,
    });
    expect(await browser.ask(HAS)).toMatchObject({ data: { viewer: { hasSecondFactor: true } } });
  });

  it("gets in with a code once, also when it is sent several times at the same moment", async () => {
    const code = nextCode(app);
    const browsers = await Promise.all(Array.from({ length: 4 }, halfIn));
    const answers = await Promise.all(
      browsers.map((browser) => browser.secondFactor("verify-totp", { code })),
    );
    const refused = { status: 401, code: "CODE_USED", message: "This code was used already" };
    expect(answers.filter(({ status }) => status !== 200)).toEqual([refused, refused, refused]);
    const sessions = await Promise.all(browsers.map(async (browser) => (await browser.ask(HAS)).status));
    expect(sessions.toSorted()).toEqual([200, 401, 401, 401]);
    expect(await (await halfIn()).secondFactor("verify-totp", { code })).toEqual(refused);
  });

  it("gets in neither with the code that turned it on, nor with an earlier one than was used last", async () => {
    const browser = await halfIn();
    for (const timestamp of [usedAt, usedAt - 30_000]) {
      const code = app.generate({ timestamp });
      expect(await browser.secondFactor("verify-totp", { code })).toMatchObject({ code: "CODE_USED" });
    }
    // It was no guess, and counts as none.
    const [row] = await server.rows("SELECT `failedVerificationCount` FROM `second_factor`");
    expect(Number(row?.failedVerificationCount)).toBe(0);
    expect((await browser.ask(HAS)).status).toBe(401);
    expect(await browser.secondFactor("verify-totp", { code: nextCode(app) })).toMatchObject({ status: 200 });
  });

  it("gets no further with a code that is none, one of another time, or another kind of value", async () => {
    const browser = await halfIn();
    const old = app.generate({ timestamp: Date.now() - 600_000 });
    for (const code of ["abcdef", "", old])
      expect(await browser.secondFactor("verify-totp", { code })).toMatchObject({ code: "INVALID_CODE" });
    for (const code of [null, 123_456, { $ne: "" }, [app.generate()]])
      expect(await browser.secondFactor("verify-totp", { code })).toMatchObject({ status: 400 });
    expect((await browser.ask(HAS)).status).toBe(401);
    expect(await browser.secondFactor("verify-totp", { code: nextCode(app) })).toMatchObject({
      status: 200,
    });
  });

  it("begins again after five wrong codes, and waits after ten, while what is open stays open", async () => {
    for (const _ of [1, 2]) {
      const browser = await halfIn();
      for (let tries = 0; tries < 5; tries++)
        expect(await browser.secondFactor("verify-totp", { code: "000000" })).toMatchObject({ status: 401 });
      const { status, code } = await browser.secondFactor("verify-totp", { code: nextCode(app) });
      expect([400, 429]).toContain(status);
      expect(code).toMatch(/^(TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE|ACCOUNT_TEMPORARILY_LOCKED)$/);
    }
    const locked = await halfIn();
    const used = app.generate({ timestamp: usedAt });
    for (const [act, code] of [
      ["verify-totp", nextCode(app)],
      ["verify-totp", used],
      ["verify-backup-code", recoveryCodes[0]],
    ] as const)
      expect(await locked.secondFactor(act, { code })).toMatchObject({
        status: 429,
        code: "ACCOUNT_TEMPORARILY_LOCKED",
      });
    expect((await owner.ask(HAS)).status).toBe(200);
  });

  it.each(["verify-totp", "verify-backup-code"])(
    "does not wait for the end of a lock that a clock has set which was a day ahead: %s",
    async (act) => {
      const browser = await halfIn();
      const code = () => (act === "verify-totp" ? nextCode(app) : recoveryCodes[0]);
      const lock = (ahead: number) =>
        server.rows(
          `UPDATE \`second_factor\` SET \`lockedUntil\` = ${Date.now() + ahead}, \`failedVerificationCount\` = 10`,
        );
      await lock(15 * MINUTE);
      expect(await browser.secondFactor(act, { code: code() })).toMatchObject({ status: 429 });
      await lock(24 * 60 * MINUTE);
      expect(await browser.secondFactor(act, { code: code() })).toMatchObject({ status: 200 });
    },
  );

  it("counts wrong codes that come at once, each of them", async () => {
    const browsers = await Promise.all(Array.from({ length: 3 }, halfIn));
    const guesses = browsers.flatMap((browser) =>
      Array.from({ length: 8 }, () => browser.secondFactor("verify-totp", { code: "000000" })),
    );
    await Promise.all(guesses);
    const late = await Promise.all([halfIn(), halfIn()]);
    for (const browser of late)
      for (let tries = 0; tries < 4; tries++)
        await browser.secondFactor("verify-backup-code", { code: "aaaaa-bbbbb" });
    expect(await (await halfIn()).secondFactor("verify-totp", { code: nextCode(app) })).toMatchObject({
      status: 429,
    });
  });

  it("gets in with a recovery code, once, also when it is sent twice at a time", async () => {
    const [code = ""] = recoveryCodes;
    const both = await Promise.all([halfIn(), halfIn()]);
    const answers = await Promise.all(
      both.map((browser) => browser.secondFactor("verify-backup-code", { code })),
    );
    const late = answers.filter(({ status }) => status !== 200);
    expect(late).toMatchObject([{ status: 401, code: "INVALID_BACKUP_CODE" }]);
    const sessions = await Promise.all(both.map(async (browser) => (await browser.ask(HAS)).status));
    expect(sessions.toSorted()).toEqual([200, 401]);
    expect(await (await halfIn()).secondFactor("verify-backup-code", { code })).toMatchObject({
      code: "INVALID_BACKUP_CODE",
    });
  });

  it("gets in with a code that was right when it was refused for too many wrong ones before it", async () => {
    const code = nextCode(app);
    const browser = await halfIn();
    for (let tries = 0; tries < 5; tries++) await browser.secondFactor("verify-totp", { code: "000000" });
    expect((await browser.secondFactor("verify-totp", { code })).status).not.toBe(200);
    expect(await (await halfIn()).secondFactor("verify-totp", { code })).toMatchObject({ status: 200 });
  });

  it.each(["disable", "generate-backup-codes"])("is asked for the password and a code to %s", async (act) => {
    const { password } = OWNER;
    const answer = async (body: object) => {
      const { status, code } = await owner.secondFactor(act, body);
      return [status, code];
    };
    for (const wrong of ["wrong horse battery", 1, undefined])
      expect(await answer({ password: wrong, code: recoveryCodes[0] })).toEqual([400, "INVALID_PASSWORD"]);
    for (const none of [undefined, 123_456])
      expect(await answer({ password, code: none })).toEqual([400, "CODE_REQUIRED"]);
    const old = app.generate({ timestamp: Date.now() - 600_000 });
    for (const wrong of ["", old, "aaaaa-bbbbb", "x".repeat(10_000)])
      expect(await answer({ password, code: wrong })).toEqual([401, "INVALID_CODE"]);
    const used = app.generate({ timestamp: usedAt });
    expect(await answer({ password, code: used })).toEqual([401, "CODE_USED"]);
    expect(await owner.ask(HAS)).toMatchObject({ data: { viewer: { hasSecondFactor: true } } });
  });

  it("uses no code up beside a wrong password, and each once beside the right one", async () => {
    const { password } = OWNER;
    for (const isOfApp of [true, false]) {
      const code = isOfApp ? nextCode(app) : recoveryCodes[0];
      const wrong = await owner.secondFactor("disable", { password: "wrong horse battery", code });
      expect(wrong).toMatchObject({ status: 400 });
      const { status, backupCodes } = (await owner.secondFactor("generate-backup-codes", {
        password,
        code,
      })) as { status: number; backupCodes: string[] };
      expect(status).toBe(200);
      expect(await owner.secondFactor("disable", { password, code })).toMatchObject({ status: 401 });
      recoveryCodes = backupCodes;
    }
  });

  it("turns it off by a code of the app, too", async () => {
    const proof = { password: OWNER.password, code: nextCode(app) };
    expect(await owner.secondFactor("disable", proof)).toMatchObject({ status: 200 });
    expect(await owner.ask(HAS)).toMatchObject({ data: { viewer: { hasSecondFactor: false } } });
    ({ recoveryCodes } = await owner.enroll(OWNER.password));
  });

  const newCodes = (code: string | undefined): Promise<object> =>
    owner.secondFactor("generate-backup-codes", { password: OWNER.password, code });

  it("has ten wrong codes beside the password counted with those of signing in, also when they come at once", async () => {
    const browser = await halfIn();
    for (let tries = 0; tries < 3; tries++) await browser.secondFactor("verify-totp", { code: "000000" });
    const answers = await Promise.all(Array.from({ length: 12 }, () => newCodes("aaaaa-bbbbb")));
    const codes = answers.map((answer) => (answer as { code?: string }).code);
    expect(codes.filter((code) => code === "INVALID_CODE")).toHaveLength(7);
    expect(codes.filter((code) => code === "ACCOUNT_TEMPORARILY_LOCKED")).toHaveLength(5);
    for (const code of [nextCode(app), recoveryCodes[0]])
      expect(await newCodes(code)).toMatchObject({ status: 429, code: "ACCOUNT_TEMPORARILY_LOCKED" });
    await server.rows("UPDATE `second_factor` SET `lockedUntil` = 1");
    expect(await newCodes("aaaaa-bbbbb")).toMatchObject({ status: 401, code: "INVALID_CODE" });
    const [row] = await server.rows("SELECT `failedVerificationCount`, `lockedUntil` FROM `second_factor`");
    expect([Number(row?.failedVerificationCount), row?.lockedUntil]).toEqual([1, null]);
  });

  it("gets new recovery codes, and the old ones end", async () => {
    const { backupCodes } = (await newCodes(recoveryCodes[0])) as { backupCodes: string[] };
    expect(new Set(backupCodes).size).toBe(10);
    const browser = await halfIn();
    expect(await browser.secondFactor("verify-backup-code", { code: recoveryCodes[1] })).toMatchObject({
      status: 401,
    });
    expect(await browser.secondFactor("verify-backup-code", { code: backupCodes[1] })).toMatchObject({
      status: 200,
    });
    recoveryCodes = backupCodes;
  });

  it("is asked for it at each sign-in, whatever the browser says of itself", async () => {
    const browser = await halfIn();
    await browser.secondFactor("verify-totp", { code: nextCode(app), trustDevice: true });
    expect((await browser.ask(HAS)).status).toBe(200);
    expect(await (await browser.signIn(OWNER)).json()).toMatchObject({ twoFactorRedirect: true });
  });

  it("cannot have it set up once more by who has a session and the password", async () => {
    expect(await owner.secondFactor("enable", { password: OWNER.password })).toMatchObject({
      code: "TOTP_ALREADY_ENABLED",
    });
  });

  it("is told the same for a wrong password as anybody else, with no word of the second factor", async () => {
    const wrong = { email: OWNER.email, password: "wrong horse battery" };
    const unknown = { ...wrong, email: "nobody@example.com" };
    const [first, second] = [await server.signIn(wrong), await server.signIn(unknown)];
    expect([first.status, await first.text(), first.headers.getSetCookie()]).toEqual([
      second.status,
      await second.text(),
      second.headers.getSetCookie(),
    ]);
  });
});
