import "reflect-metadata";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Browser } from "./testing/browser.js";
import { OPERATOR, OWNER, type Served, startServed } from "./testing/served.js";

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

let server: Served;
let mine: Browser;
let operator: Browser;
/** What these two have of their own. */
let kept: string[];
beforeAll(async () => {
  server = await startServed();
  mine = await signedIn();
  operator = await signedIn(OPERATOR);
  kept = (await server.rows("SELECT id FROM session")).map(({ id }) => `'${id}'`);
});
afterAll(() => server.close());
beforeEach(async () => {
  await server.rows(`DELETE FROM session WHERE id NOT IN (${kept})`);
});

async function signedIn(who: object = OWNER, headers: Record<string, string> = {}): Promise<Browser> {
  const browser = new Browser(server);
  expect((await browser.post("/api/auth/sign-in/email", who, headers)).status).toBe(200);
  return browser;
}

interface Listed {
  id: string;
  device: string | null;
  address: string | null;
  createdAt: string;
  lastUsedAt: string;
  isCurrent: boolean;
}

async function sessionsOf(browser: Browser): Promise<Listed[]> {
  const { data } = await browser.ask(
    "{ viewer { sessions { id device address createdAt lastUsedAt isCurrent } } }",
  );
  return (data as { viewer: { sessions: Listed[] } }).viewer.sessions;
}

async function end(browser: Browser, input: string) {
  const { data, errors } = await browser.ask(
    `mutation { endMySessions(input: { ${input} }) { sessions { id } errors { code } } }`,
  );
  return errors ?? (data as { endMySessions: object }).endMySessions;
}
const isIn = async (browser: Browser) => (await browser.ask("{ viewer { isOperator } }")).status === 200;
const events = () =>
  server.rows(
    "SELECT action, accountId, actorUserId, subjectId, address, summary FROM audit_event WHERE action LIKE 'session.%' ORDER BY id DESC",
  );
const NOT_FOUND = [
  expect.objectContaining({
    message: "Nothing of yours has this id.",
    extensions: { code: "NOT_FOUND", requestId: expect.any(String) },
  }),
];

describe("a person's sessions", () => {
  it("say which browser and system, from where, since when, and which one asks, that one first", async () => {
    const before = Date.now();
    await signedIn(OWNER, { "user-agent": FIREFOX, "x-forwarded-for": "2001:db8:1:2:3::9" });
    const [current, other, ...rest] = await sessionsOf(mine);
    expect(current).toMatchObject({ device: "node", isCurrent: true });
    expect(other).toMatchObject({
      device: "Firefox on Linux",
      address: "2001:db8:1:2:3::9",
      isCurrent: false,
    });
    expect(Date.parse(other?.createdAt ?? "")).toBeGreaterThanOrEqual(before);
    expect(rest).toEqual([]);
  });

  it("are their own alone, and none that has ended by itself", async () => {
    const [theirs] = await sessionsOf(operator);
    await signedIn();
    await server.rows(`UPDATE session SET expiresAt = ${Date.now()} WHERE id NOT IN (${kept})`);
    expect(await sessionsOf(mine)).toMatchObject([{ isCurrent: true }]);
    expect((await sessionsOf(mine))[0]?.id).not.toBe(theirs?.id);
  });

  it("are used as of some minutes ago at most, however long they go on, also where the browser shall forget them", async () => {
    const forgotten = await signedIn({ ...OWNER, rememberMe: false });
    const old = Date.now() - 6 * 60_000;
    await server.rows(`UPDATE session SET updatedAt = ${old}, expiresAt = expiresAt - 360000`);
    for (const browser of [mine, forgotten]) {
      const used = async () => Date.parse((await sessionsOf(browser))[0]?.lastUsedAt ?? "");
      expect(await used()).toBeGreaterThan(old + 5 * 60_000);
    }
  });

  it("have nothing by which they could be taken over, wherever their browser asks", async () => {
    const tokens = async () =>
      (await server.rows("SELECT token FROM session")).map(({ token }) => String(token));
    const response = await new Browser(server).signIn(OWNER);
    const texts = `${await response.text()}${JSON.stringify(await sessionsOf(mine))}`;
    for (const token of await tokens()) expect(texts).not.toContain(token);
    expect(texts).toContain(OWNER.email);
    expect(texts).not.toContain('"token"');
    for (const path of [
      "get-session",
      "list-sessions",
      "revoke-session",
      "revoke-sessions",
      "revoke-other-sessions",
    ])
      for (const method of ["GET", "POST"]) {
        const headers = { cookie: mine.cookie, origin: server.base, "content-type": "application/json" };
        const body = method === "POST" ? "{}" : null;
        const { status } = await fetch(`${server.base}/api/auth/${path}`, { method, headers, body });
        expect([path, method, status]).toEqual([path, method, 404]);
      }
  });
});

describe("who ends one of them", () => {
  it("ends it at once, and no other, with one event in the installation's audit", async () => {
    const [lost, other] = [await signedIn(), await signedIn()];
    const [{ id } = { id: "" }] = await sessionsOf(lost);
    const left = [...(await sessionsOf(mine))]
      .filter((session) => session.id !== id)
      .map(({ id }) => ({ id }));
    const before = await events();
    expect(await end(mine, `id: "${id}"`)).toEqual({ sessions: left, errors: [] });
    expect([await isIn(lost), await isIn(other), await isIn(mine)]).toEqual([false, true, true]);
    const [event, ...earlier] = await events();
    expect(event).toMatchObject({
      action: "session.ended",
      accountId: null,
      subjectId: id,
      address: expect.stringMatching(/^198\.51\./),
      summary: "A person ended a session of theirs.",
    });
    expect(earlier).toEqual(before);
  });

  it("is told NOT_FOUND for one that has ended, another person's, and none at all", async () => {
    const [{ id: theirs } = { id: "" }] = await sessionsOf(operator);
    const other = await signedIn();
    const [{ id } = { id: "" }] = await sessionsOf(other);
    const both = await Promise.all([end(mine, `id: "${id}"`), end(mine, `id: "${id}"`)]);
    expect(both).toContainEqual(NOT_FOUND);
    expect(both).toContainEqual({ sessions: [{ id: expect.any(String) }], errors: [] });
    for (const none of [id, theirs, "", "ses_00000000000000000000000a"])
      expect(await end(mine, `id: "${none}"`)).toEqual(NOT_FOUND);
    expect(await isIn(operator)).toBe(true);
  });

  it("may end the one that asks", async () => {
    const browser = await signedIn();
    const [{ id } = { id: "" }] = await sessionsOf(browser);
    expect(await end(browser, `id: "${id}"`)).toMatchObject({ errors: [] });
    expect([await isIn(browser), await isIn(mine)]).toEqual([false, true]);
  });
});

describe("who ends the other sessions", () => {
  it.each(["", "id: null"])(
    "goes on, and those are over at once, but not another person's: {%s}",
    async (input) => {
      const other = await signedIn();
      const [current] = await sessionsOf(mine);
      expect(await end(mine, input)).toEqual({ sessions: [{ id: current?.id }], errors: [] });
      expect([await isIn(mine), await isIn(other), await isIn(operator)]).toEqual([true, false, true]);
      const [event] = await events();
      expect(event).toMatchObject({
        action: "session.othersEnded",
        subjectId: event?.actorUserId,
        summary: "A person ended all other sessions of theirs: 1.",
      });
    },
  );

  it("counts none that has ended by itself, and leaves no event where there is no other", async () => {
    await signedIn();
    await server.rows(`UPDATE session SET expiresAt = ${Date.now()} WHERE id NOT IN (${kept})`);
    const before = await events();
    expect(await end(mine, "")).toMatchObject({ errors: [] });
    expect(await events()).toEqual(before);
    await signedIn();
    await end(mine, "");
    expect((await events())[0]?.summary).toBe("A person ended all other sessions of theirs: 1.");
  });

  it("is somebody with a session", async () => {
    expect(await end(new Browser(server), "")).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
    expect(await isIn(mine)).toBe(true);
  });
});
