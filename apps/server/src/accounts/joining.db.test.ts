import "reflect-metadata";
import { getMetadataArgsStorage } from "typeorm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Browser } from "../identity/testing/browser.js";
import { MailedLinks } from "../identity/testing/mailed-links.js";
import { OPERATOR, OWNER, type Served, startServed } from "../identity/testing/served.js";

let server: Served;
let owner: Browser;
let mails: MailedLinks;
beforeAll(async () => {
  server = await startServed();
  mails = new MailedLinks(server, "invite");
  owner = new Browser(server);
  await owner.signIn(OWNER);
});
afterAll(() => server.close());

const LOOK = "/api/invitations/look";
const ACCEPT = "/api/invitations/accept";
const NEW = { name: "Asha Rao", password: "a staple of another kind" };
let people = 0;

interface Invited {
  id: string;
  email: string;
  token: string;
  text: string;
}

/** An address that nobody has. */
const newEmail = () => `person${people++}@example.com`;

/** Invites, and reads the mail that comes. */
async function invite(email: string, role = "DEVELOPER"): Promise<Invited> {
  const { data } = await owner.ask(
    `mutation { inviteMember(input: { email: "${email}", role: ${role} }) { invitation { id } errors { code } } }`,
  );
  const { id } = (data as { inviteMember: { invitation: { id: string } } }).inviteMember.invitation;
  return { id, email, ...(await mails.next(email)) };
}

async function answerOf(asked: Promise<Response>): Promise<{ status: number; code?: string }> {
  const response = await asked;
  return { ...((await response.json()) as object), status: response.status };
}

const look = (token: unknown) => answerOf(server.post(LOOK, { token }));
const accept = (body: object, by: Pick<Browser, "post"> = server) => answerOf(by.post(ACCEPT, body));

/** Signed in as somebody new, who is in the account already. */
async function joined(role?: string): Promise<Browser & { email: string }> {
  const { email, token } = await invite(newEmail(), role);
  expect(await accept({ token, ...NEW })).toEqual({ status: 200 });
  const browser = new Browser(server);
  expect((await browser.signIn({ email, password: NEW.password })).status).toBe(200);
  return Object.assign(browser, { email });
}

const memberOf = async (email: string) =>
  (
    await server.rows(
      `SELECT member.id, member.role FROM member JOIN user ON user.id = member.userId WHERE user.email = '${email}'`,
    )
  )[0];
const usersOf = async (email: string) => server.rows(`SELECT * FROM user WHERE email = '${email}'`);
const eventsOf = (subjectId: unknown) =>
  server.rows(`SELECT * FROM audit_event WHERE subjectId = '${subjectId}'`);
/** Ends the membership of who has this address, past the product. */
const removed = (email: string) =>
  server.rows(`DELETE FROM member WHERE userId = (SELECT id FROM user WHERE email = '${email}')`);

const GONE = { status: 404, code: "INVALID_TOKEN" };

describe("who is invited and new", () => {
  it("is mailed who invites them, into what, as what, and until when", async () => {
    const { email, text } = await invite(newEmail(), "ADMIN");
    expect(text).toContain(`To: ${email}`);
    expect(text).toContain("Owner invites you into the account Demo of Latchkey");
    expect(text).toMatch(/as an admin\. The link works once, until \d{4}-\d\d-\d\d \d\d:\d\d UTC/);
    expect(text).toContain("pass it on to nobody");
    expect(text).not.toContain("You choose which mails you get");
  });

  it("sees what the link leads to, as often as they like", async () => {
    const { email, token } = await invite(newEmail());
    for (const _ of [1, 2])
      expect(await look(token)).toEqual({
        status: 200,
        account: "Demo",
        sid: "demo",
        email,
        role: "DEVELOPER",
        known: false,
      });
  });

  it("joins with a name and a password, and signs in with those", async () => {
    const { email, token } = await invite(newEmail());
    expect(await accept({ token, ...NEW, name: `  ${NEW.name} ` })).toEqual({ status: 200 });
    const browser = new Browser(server);
    expect((await browser.signIn({ email: email.toUpperCase(), password: NEW.password })).status).toBe(200);
    expect((await browser.ask("{ account { sid viewerRole } viewer { user { name email } } }")).data).toEqual(
      {
        account: { sid: "demo", viewerRole: "DEVELOPER" },
        viewer: { user: { name: NEW.name, email } },
      },
    );
    expect(await usersOf(email)).toMatchObject([{ emailVerified: 1, twoFactorEnabled: 0 }]);
  });

  it("stands in the audit as who joined, from where", async () => {
    const { email, token } = await invite(newEmail());
    await server.post(ACCEPT, { token, ...NEW }, { "x-forwarded-for": "203.0.113.9" });
    const [user] = await usersOf(email);
    expect(await eventsOf((await memberOf(email))?.id)).toMatchObject([
      {
        action: "member.joined",
        actorUserId: user?.id,
        address: "203.0.113.9",
        summary: '"Asha Rao" joined by an invitation, with the role DEVELOPER.',
      },
    ]);
  });

  it("may try again when the name or the password can't be taken", async () => {
    const { email, token } = await invite(newEmail());
    const wrong: [fields: object, code: string][] = [
      [{ name: undefined }, "INVALID_NAME"],
      [{ name: "  " }, "INVALID_NAME"],
      [{ name: "a\u0000b" }, "INVALID_NAME"],
      [{ name: "n".repeat(101) }, "INVALID_NAME"],
      [{ name: "operator" }, "INVALID_NAME"],
      [{ password: undefined }, "PASSWORD_TOO_SHORT"],
      [{ password: "123456789" }, "PASSWORD_TOO_SHORT"],
      [{ password: "x".repeat(129) }, "PASSWORD_TOO_LONG"],
    ];
    for (const [fields, code] of wrong)
      expect(await accept({ token, ...NEW, ...fields })).toMatchObject({ status: 400, code });
    expect(await usersOf(email)).toEqual([]);
    expect(await accept({ token, name: "n".repeat(100), password: "x".repeat(128) })).toEqual({
      status: 200,
    });
  });
});

describe("an invitation of somebody who may no longer send it", () => {
  const setOwner = (role: string) =>
    server.rows(
      `UPDATE member SET role = '${role}' WHERE userId = (SELECT id FROM user WHERE email = '${OWNER.email}')`,
    );

  it("is none, until they may again", async () => {
    const { email, token } = await invite(newEmail(), "OWNER");
    for (const role of ["VIEWER", "ADMIN"]) {
      await setOwner(role);
      expect([await look(token), await accept({ token, ...NEW })]).toMatchObject([GONE, GONE]);
    }
    await setOwner("OWNER");
    expect(await usersOf(email)).toEqual([]);
    expect(await accept({ token, ...NEW })).toEqual({ status: 200 });
  });
});

describe("who is invited and signs in already", () => {
  it("joins when they are signed in, without another password", async () => {
    const browser = await joined();
    await removed(browser.email);
    const { token } = await invite(browser.email, "VIEWER");
    expect(await look(token)).toMatchObject({ known: true });
    expect(await accept({ token }, browser)).toEqual({ status: 200 });
    expect((await browser.ask("{ account { viewerRole } }")).data).toEqual({
      account: { viewerRole: "VIEWER" },
    });
    expect(await eventsOf((await memberOf(browser.email))?.id)).toMatchObject([{ action: "member.joined" }]);
  });

  it("is told to sign in first when nobody is, or somebody else: the link still works then", async () => {
    const browser = await joined();
    await removed(browser.email);
    const { token } = await invite(browser.email);
    const refused = { status: 401, code: "SIGN_IN_FIRST" };
    expect(await accept({ token, ...NEW })).toMatchObject(refused);
    expect(await accept({ token, ...NEW }, owner)).toMatchObject(refused);
    expect(await memberOf(browser.email)).toBeUndefined();
    expect((await server.signIn({ email: browser.email, password: NEW.password })).status).toBe(200);
    expect(await accept({ token }, browser)).toEqual({ status: 200 });
  });

  it("keeps their password whatever they send", async () => {
    const browser = await joined();
    await removed(browser.email);
    const { token } = await invite(browser.email);
    await accept({ token, name: "Other", password: "some other password" }, browser);
    expect((await server.signIn({ email: browser.email, password: NEW.password })).status).toBe(200);
    expect(await usersOf(browser.email)).toMatchObject([{ name: NEW.name }]);
  });

  it("keeps their role when they are a member by now", async () => {
    const browser = await joined("ADMIN");
    const before = await server.rows(
      `SELECT * FROM member WHERE userId = (SELECT id FROM user WHERE email = '${browser.email}')`,
    );
    await removed(browser.email);
    const { id, token } = await invite(browser.email, "VIEWER");
    const { id: memberId, accountId, userId, role, joinedAt } = before[0] ?? {};
    await server.rows(
      `INSERT INTO member (id, accountId, userId, role, joinedAt) VALUES ('${memberId}', '${accountId}', '${userId}', '${role}', ${joinedAt})`,
    );
    expect(await accept({ token }, browser)).toEqual({ status: 200 });
    expect(await memberOf(browser.email)).toMatchObject({ role: "ADMIN" });
    expect(await look(token)).toMatchObject(GONE);
    expect((await eventsOf(id)).map(({ action }) => action)).toEqual(["invitation.sent", "invitation.used"]);
  });

  it("joins as one of the provider's staff too, under no name of theirs", async () => {
    const operator = new Browser(server);
    await operator.signIn(OPERATOR);
    const { token } = await invite(OPERATOR.email, "VIEWER");
    expect(await accept({ token }, operator)).toEqual({ status: 200 });
    expect(await eventsOf((await memberOf(OPERATOR.email))?.id)).toMatchObject([
      { summary: '"Operator" joined by an invitation, with the role VIEWER.' },
    ]);
  });
});

describe("a link", () => {
  it("works once", async () => {
    const { token } = await invite(newEmail());
    expect(await accept({ token, ...NEW })).toEqual({ status: 200 });
    expect(await look(token)).toMatchObject(GONE);
    expect(await accept({ token, ...NEW })).toMatchObject(GONE);
  });

  it("works once also when it is used several times at the same moment", async () => {
    for (let round = 0; round < 3; round++) {
      const { email, token } = await invite(newEmail());
      const answers = await Promise.all([1, 2, 3].map(() => accept({ token, ...NEW })));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
      expect(await usersOf(email)).toHaveLength(1);
      const [{ count } = { count: 0 }] = await server.rows(
        `SELECT COUNT(*) AS count FROM member WHERE userId = (SELECT id FROM user WHERE email = '${email}')`,
      );
      expect(Number(count)).toBe(1);
    }
  });

  it("works no longer once the invitation is withdrawn", async () => {
    const { id, email, token } = await invite(newEmail());
    await owner.ask(`mutation { withdrawInvitation(input: { id: "${id}" }) { deletedId } }`);
    expect(await look(token)).toMatchObject(GONE);
    expect(await accept({ token, ...NEW })).toMatchObject(GONE);
    expect(await usersOf(email)).toEqual([]);
  });

  it("that is used while the invitation is withdrawn does one of the two", async () => {
    for (let round = 0; round < 4; round++) {
      const { id, email, token } = await invite(newEmail());
      const withdraw = `mutation { withdrawInvitation(input: { id: "${id}" }) { deletedId } }`;
      const [{ status }, { errors }] = await Promise.all([accept({ token, ...NEW }), owner.ask(withdraw)]);
      expect([status, errors === undefined]).toEqual(status === 200 ? [200, false] : [404, true]);
      expect(await usersOf(email)).toHaveLength(status === 200 ? 1 : 0);
    }
  });

  it("works for seven days", async () => {
    const { id, token } = await invite(newEmail());
    const [row] = await server.rows(`SELECT expiresAt FROM invitation WHERE id = '${id}'`);
    expect(Math.abs(Number(row?.expiresAt) - Date.now() - 7 * 86_400_000)).toBeLessThan(60_000);
    await server.rows(`UPDATE invitation SET expiresAt = ${Date.now() - 1} WHERE id = '${id}'`);
    expect(await look(token)).toMatchObject(GONE);
    expect(await accept({ token, ...NEW })).toMatchObject(GONE);
  });

  it("ends when the same address is invited anew, which counts with its role", async () => {
    const { email, token } = await invite(newEmail(), "ADMIN");
    const { token: later } = await invite(email.toUpperCase(), "VIEWER");
    expect(await look(token)).toMatchObject(GONE);
    expect(await accept({ token, ...NEW })).toMatchObject(GONE);
    expect(await accept({ token: later, ...NEW })).toEqual({ status: 200 });
    expect(await memberOf(email)).toMatchObject({ role: "VIEWER" });
  });

  it("is in nothing that is stored", async () => {
    const { id, token } = await invite(newEmail());
    expect(token).toMatch(/^[0-9A-Za-z]{32}$/);
    const tables = getMetadataArgsStorage().tables.map(({ name }) => name ?? "");
    expect(tables).toEqual(expect.arrayContaining(["invitation", "mail", "audit_event", "session"]));
    for (const table of tables)
      expect(JSON.stringify(await server.rows(`SELECT * FROM \`${table}\``))).not.toContain(token);
    const [{ tokenHash } = {}] = await server.rows(`SELECT tokenHash FROM invitation WHERE id = '${id}'`);
    expect(await look(tokenHash)).toMatchObject(GONE);
  });

  it("that was made up leads nowhere", async () => {
    for (const token of ["", "x", "x".repeat(32), "../../x", "%", "' OR 1=1 --", "\ud800"]) {
      expect(await look(token)).toMatchObject(GONE);
      expect(await accept({ token, ...NEW })).toMatchObject(GONE);
    }
  });
});

describe("two accounts that invite the same new person", () => {
  it("get one person, who joins the second when signed in", async () => {
    const { email, token } = await invite(newEmail());
    await server.rows(
      "INSERT INTO account (id, sid, name, suspended, createdAt, revision) SELECT 'acc_other', 'other', 'Other', 0, createdAt, 0 FROM account WHERE sid = 'demo'",
    );
    const { token: second, id } = await invite(newEmail());
    // Somebody of that account has sent it.
    await server.rows(
      `INSERT INTO member (id, accountId, userId, role, joinedAt) SELECT 'mem_other', 'acc_other', id, 'OWNER', createdAt FROM user WHERE email = '${OPERATOR.email}'`,
    );
    await server.rows(
      `UPDATE invitation SET accountId = 'acc_other', email = '${email}', invitedById = (SELECT userId FROM member WHERE id = 'mem_other') WHERE id = '${id}'`,
    );
    const answers = await Promise.all([token, second].map((token) => accept({ token, ...NEW })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    expect(await usersOf(email)).toHaveLength(1);
    const browser = new Browser(server);
    await browser.signIn({ email, password: NEW.password });
    const late = answers[0]?.status === 401 ? token : second;
    expect(await accept({ token: late }, browser)).toEqual({ status: 200 });
    const sids = (await browser.ask("{ viewer { accounts { sid } } }")).data?.viewer;
    expect(sids).toEqual({ accounts: [{ sid: "demo" }, { sid: "other" }] });
  });
});

describe("what is no such request", () => {
  it("gets 400, and nothing of it back", async () => {
    const { token } = await invite(newEmail());
    for (const body of [null, [], {}, "x", { token: 1 }, { token: null }, { token: [token] }])
      for (const path of [LOOK, ACCEPT])
        expect(await answerOf(server.post(path, body))).toEqual({
          status: 400,
          code: "BAD_USER_INPUT",
          message: "Bad Request",
        });
    for (const fields of [
      { name: 1 },
      { password: {} },
      { password: null },
      { password: `${NEW.password}\0` },
      { password: `${NEW.password}\ud800` },
    ])
      expect(await accept({ token, ...NEW, ...fields })).toMatchObject({
        status: 400,
        code: "BAD_USER_INPUT",
      });
    expect(await look(token)).toMatchObject({ status: 200 });
  });

  it("is refused when it is too long, no JSON, or no POST", async () => {
    expect(await look("x".repeat(17_000))).toMatchObject({ status: 413, code: "BAD_USER_INPUT" });
    expect((await server.post(LOOK, {}, { "content-type": "text/plain" })).status).toBe(415);
    expect((await fetch(`${server.base}${LOOK}`)).status).toBe(404);
  });

  it("is refused from a page of another origin", async () => {
    const { token } = await invite(newEmail());
    const from = { origin: "https://evil.example" };
    expect((await server.post(ACCEPT, { token, ...NEW }, from)).status).toBe(403);
    expect(await look(token)).toMatchObject({ status: 200 });
  });

  it("is kept by no cache, whatever the answer", async () => {
    for (const token of [(await invite(newEmail())).token, "x", 1])
      expect((await server.post(LOOK, { token })).headers.get("cache-control")).toBe("no-store");
  });
});
