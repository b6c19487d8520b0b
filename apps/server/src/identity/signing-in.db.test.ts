import "reflect-metadata";
import { request } from "node:http";
import { systemClock } from "@latchkey/enforcer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../config.js";
import { createTestDatabase, type TestDatabase } from "../database/testing/database.js";
import { createLog } from "../log.js";
import { setUpOnce } from "../setup/setup.js";
import { createAuth } from "./auth.js";
import { Session } from "./session.entity.js";
import { cookieOf, OPERATOR, OWNER, type Served, startServed } from "./testing/served.js";

let server: Served;
beforeAll(async () => {
  server = await startServed();
});
afterAll(() => server.close());

const post: Served["post"] = (...request) => server.post(...request);
const signIn: Served["signIn"] = (...request) => server.signIn(...request);
const ask = (cookie: string, headers: Record<string, string> = {}) =>
  server.query(cookie, "{ viewer { user { email } isOperator clientAddress } }", headers);

describe("who signs in with the right password", () => {
  it("gets a session cookie that scripts of a page can't read, and is known to GraphQL", async () => {
    const response = await signIn();
    expect(response.status).toBe(200);
    expect(response.headers.getSetCookie()[0]).toMatch(
      /^latchkey\.session_token=.+; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const reply = await ask(cookieOf(response), { "x-forwarded-for": "203.0.113.9" });
    const viewer = { user: { email: OWNER.email }, isOperator: false, clientAddress: "203.0.113.9" };
    expect(await reply.json()).toEqual({ data: { viewer } });
    expect(reply.headers.get("cache-control")).toBe("no-store");
  });

  it("gets one all the same where they say where to go on, in whatever script", async () => {
    const reply = await signIn({ ...OWNER, callbackURL: "/\u0915\u0941\u0902\u091c\u0940" });
    expect([reply.status, cookieOf(reply)]).toEqual([200, expect.stringContaining("=")]);
  });

  it("gets a new session id each time", async () => {
    expect(cookieOf(await signIn())).not.toBe(cookieOf(await signIn()));
  });

  it("is an operator when the provider says so", async () => {
    const cookie = cookieOf(await signIn(OPERATOR));
    expect(await (await ask(cookie)).json()).toMatchObject({ data: { viewer: { isOperator: true } } });
  });
});

describe("a page that is shown to one person", () => {
  it("does nothing in the name of another, who has signed in with the same browser", async () => {
    const cookie = cookieOf(await signIn());
    const reply = await server.query(cookie, "{ viewer { user { id } } }");
    const { id } = ((await reply.json()) as { data: { viewer: { user: { id: string } } } }).data.viewer.user;
    expect((await ask(cookie, { "x-latchkey-user": id })).status).toBe(200);
    const other = cookieOf(await signIn(OPERATOR));
    const refused = await ask(other, { "x-latchkey-user": id });
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
  });

  it("changes neither the password nor the second factor of another, and ends no session of theirs", async () => {
    const change = { currentPassword: OPERATOR.password, newPassword: "a staple of another kind" };
    const password = { password: OPERATOR.password, code: "000000" };
    const cookie = cookieOf(await signIn(OPERATOR));
    const asAnother = { cookie, "x-latchkey-user": "usr_of_another" };
    for (const [path, body] of [
      ["change-password", change],
      ["two-factor/enable", password],
      ["two-factor/verify-totp", password],
      ["two-factor/generate-backup-codes", password],
      ["two-factor/disable", password],
      ["sign-out", {}],
    ] as const) {
      const refused = await post(`/api/auth/${path}`, body, asAnother);
      expect([path, refused.status]).toEqual([path, 401]);
      expect(await refused.json()).toMatchObject({ code: "UNAUTHENTICATED" });
      expect(refused.headers.getSetCookie()).toEqual([]);
    }
    expect((await ask(cookie)).status).toBe(200);
    expect((await signIn(OPERATOR)).status).toBe(200);
  });

  it("signs in by its own password all the same, once its session has given way to another's", async () => {
    const cookie = cookieOf(await signIn(OPERATOR));
    expect((await signIn(OWNER, { cookie })).status).toBe(200);
  });
});

describe("who signs out", () => {
  it("is nobody at once, with the same cookie", async () => {
    const cookie = cookieOf(await signIn());
    const signedOut = await fetch(`${server.base}/api/auth/sign-out`, {
      method: "POST",
      headers: { cookie, origin: server.base },
    });
    expect(signedOut.status).toBe(200);
    const reply = await ask(cookie);
    expect(reply.status).toBe(401);
    expect(await reply.json()).toMatchObject({ errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
  });
});

describe("who changes the password", () => {
  it.each([{}, { revokeOtherSessions: false }])(
    "ends all other sessions with it, and goes on with a new one, whatever the client sends: %j",
    async (sent) => {
      const [mine, other] = [cookieOf(await signIn(OPERATOR)), cookieOf(await signIn(OPERATOR))];
      const change = { currentPassword: OPERATOR.password, newPassword: "a staple of another kind", ...sent };
      const changed = await post("/api/auth/change-password", change, { cookie: mine });
      expect(changed.status).toBe(200);
      expect([(await ask(other)).status, (await ask(mine)).status]).toEqual([401, 401]);
      expect((await ask(cookieOf(changed))).status).toBe(200);
      expect((await signIn(OPERATOR)).status).toBe(401);
      const back = { currentPassword: change.newPassword, newPassword: OPERATOR.password };
      const again = await post("/api/auth/change-password", back, { cookie: cookieOf(changed) });
      expect(again.status).toBe(200);
    },
  );
});

describe("who can't be signed in", () => {
  it("gets the same answer for a wrong password as for an unknown address", async () => {
    const wrong = await signIn({ ...OWNER, password: "wrong horse battery" });
    const unknown = await signIn({ email: "nobody@example.com", password: "wrong horse battery" });
    expect([wrong.status, await wrong.text()]).toEqual([unknown.status, await unknown.text()]);
    expect(wrong.status).toBe(401);
    expect(wrong.headers.getSetCookie()).toEqual([]);
  });

  it("is refused with zero bytes after the right password, which would have its hash, and changes it to none such", async () => {
    const password = `${OWNER.password}\0`;
    expect((await signIn({ ...OWNER, password })).status).toBe(400);
    const cookie = cookieOf(await signIn());
    const change = (passwords: object) => post("/api/auth/change-password", passwords, { cookie });
    for (const passwords of [
      { currentPassword: password, newPassword: "another horse battery" },
      { currentPassword: OWNER.password, newPassword: "another\0horse battery" },
    ])
      expect((await change(passwords)).status).toBe(400);
    expect((await signIn()).status).toBe(200);
  });

  it("is told so when what is sent could never be typed, on every way in", async () => {
    const half = "\ud800 horse battery";
    for (const [path, body] of [
      ["sign-in/email", { ...OWNER, password: half }],
      ["request-password-reset", { email: OWNER.email, redirectTo: `http://${half}` }],
      ["reset-password", { token: half, newPassword: half }],
    ] as const)
      expect((await post(`/api/auth/${path}`, body)).status).toBe(400);
  });

  it("is slowed down after ten tries, and nobody else is", async () => {
    const guess = () =>
      post(
        "/api/auth/sign-in/email",
        { ...OWNER, password: "wrong horse battery" },
        { "x-forwarded-for": "203.0.113.66" },
      );
    const statuses: number[] = [];
    for (let tries = 0; tries < 12; tries++) statuses.push((await guess()).status);
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
    expect(Number((await guess()).headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await signIn()).status).toBe(200);
  });

  it("can't sign up, nor reach what else better-auth could do", async () => {
    for (const path of ["sign-up/email", "update-user", "delete-user", "sign-in/social", "change-email"])
      expect((await post(`/api/auth/${path}`, { ...OWNER, name: "Eve" })).status).toBe(404);
  });

  it("without a session gets 401 from GraphQL, and no word about the schema", async () => {
    const reply = await post("/graphql", { query: "{ viwer { x } }" });
    expect([reply.status, await reply.text()]).toEqual([401, expect.not.stringMatching(/viewer|viwer/)]);
  });
});

describe("a request of another origin's page", () => {
  it("is refused before anything runs", async () => {
    const cookie = cookieOf(await signIn());
    const foreign = [{ origin: "https://evil.example" }, { origin: "null" }];
    for (const headers of foreign) {
      const reply = await ask(cookie, headers);
      expect(reply.status).toBe(403);
      // As everything that we answer.
      expect(reply.headers.get("x-content-type-options")).toBe("nosniff");
      expect((await post("/api/auth/sign-in/email", OWNER, headers)).status).toBe(403);
    }
    const { status } = await fetch(`${server.base}/graphql`, {
      method: "POST",
      headers: { cookie, "content-type": "text/plain" },
      body: "{}",
    });
    expect(status).toBe(415);
    expect(
      (await fetch(`${server.base}/graphql?query={viewer{isOperator}}`, { headers: { cookie } })).status,
    ).toBe(405);
  });
});

describe("a body that can't be read", () => {
  let nextAddress = 1;
  it.each(["/graphql", "/api/auth/sign-in/email"])("is 400 at %s, and is not repeated", async (path) => {
    for (const body of ["{hunter2", "", '"hunter2"', "[1]"]) {
      const headers = { "content-type": "application/json", "x-forwarded-for": `198.51.99.${nextAddress++}` };
      const reply = await fetch(`${server.base}${path}`, { method: "POST", headers, body });
      expect([400, 401]).toContain(reply.status);
      expect(await reply.text()).not.toContain("hunter2");
    }
  });
});

describe("an address in a form that proxies are sent", () => {
  /** fetch sends no such address. */
  const signInAt = (path: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const { hostname: host, port } = new URL(server.base);
      const headers = { "content-type": "application/json", "x-forwarded-for": "198.51.99.9" };
      const asked = request({ host, port, path, method: "POST", headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      asked.on("error", reject).end(JSON.stringify(OWNER));
    });

  it.each([
    "http://keys.example.com",
    "http://user@keys.example.com",
    "http://user:password@x",
    "http://x:1",
  ])("means what stands behind its host: %s", async (start) => {
    expect(await signInAt(`${start}/api/auth/sign-in/email`)).toBe(200);
    expect(await signInAt(`${start}/api/auth/sign-up/email`)).toBe(404);
  });

  it("means what its escapes stand for", async () => {
    expect(await signInAt("/api/auth/sign%2Din/email")).toBe(200);
  });
});

describe("an address that can't be decoded", () => {
  it.each(["/%zzsecret", "/keys/%E0%A4%Asecret?next=secret", "/graphql%"])(
    "is 400 with our own headers, and %s is not repeated",
    async (path) => {
      const reply = await fetch(`${server.base}${path}`);
      expect(reply.status).toBe(400);
      expect(await reply.json()).toEqual({ message: "Bad Request", requestId: expect.any(String) });
      expect(reply.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
      expect(reply.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(reply.headers.get("x-content-type-options")).toBe("nosniff");
      expect(reply.headers.get("cache-control")).toBe("no-store");
    },
  );
});

describe("the ops port", () => {
  it("says that the server lives and is ready, and how it stands", async () => {
    expect((await fetch(`${server.ops}/livez`)).status).toBe(200);
    expect(await (await fetch(`${server.ops}/readyz`)).json()).toEqual({ ready: true });
    expect(await (await fetch(`${server.ops}/metrics`)).text()).toContain(
      "latchkey_server_request_seconds_bucket",
    );
    expect(await (await fetch(`${server.ops}/status`)).json()).toMatchObject({
      ready: true,
      revision: 2,
      gateways: [],
    });
  });

  it("is not where people ask", async () => {
    for (const path of ["/livez", "/readyz", "/metrics", "/status"]) {
      const response = await fetch(`${server.base}${path}`);
      expect(await response.text()).not.toMatch(/ready|latchkey_server/);
    }
  });
});

describe("behind https", () => {
  let secured: TestDatabase;
  beforeAll(async () => {
    secured = await createTestDatabase();
  });
  afterAll(() => secured.drop());

  it("the cookie is Secure and bound to the host", async () => {
    const publicUrl = "https://keys.example.com";
    const config = readConfig({
      DATA_DIR: secured.folder,
      SETUP_OWNER_PASSWORD: OWNER.password,
      PUBLIC_URL: publicUrl,
    });
    await setUpOnce({ database: secured.database, clock: systemClock }, config, {
      write: (_text, done) => done(),
    });
    const auth = createAuth({
      database: secured.database,
      clock: systemClock,
      secret: "s".repeat(32),
      publicUrl,
      trustedOrigins: [publicUrl],
      mailReset: async () => {},
      log: createLog("silent"),
    });
    const { headers } = await auth.api.signInEmail({ body: OWNER, returnHeaders: true });
    expect(headers.getSetCookie()[0]).toMatch(
      /^__Host-latchkey\.session_token=.+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(await secured.database.reader.manager.count(Session)).toBe(1);
  });
});
