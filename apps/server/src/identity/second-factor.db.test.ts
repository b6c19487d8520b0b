import "reflect-metadata";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Browser } from "./testing/browser.js";
import { cookieOf, OPERATOR, OWNER, type Served, startServed } from "./testing/served.js";

let server: Served;
beforeAll(async () => {
  server = await startServed({ OPERATOR_SECOND_FACTOR: "required" });
});
afterAll(() => server.close());

const MESSAGE =
  "This server requires a second factor of operators, and you have none: set one up under Settings.";

async function ask(who: { email: string; password: string }, query: string) {
  const reply = await server.query(cookieOf(await server.signIn(who)), query);
  return (await reply.json()) as { data: object | null; errors?: object[] };
}

describe("an operator without the second factor that is required", () => {
  it("signs in, and is told to be none", async () => {
    expect(await ask(OPERATOR, "{ viewer { user { email } isOperator } }")).toEqual({
      data: { viewer: { user: { email: OPERATOR.email }, isOperator: false } },
    });
  });

  it.each([
    ["the queue", "{ throttleRequests { totalCount } }"],
    ["the accounts", "{ accounts { totalCount } }"],
    ["the gateways", "{ gateways { id } }"],
    ["an account", '{ account(sid: "demo") { name } }'],
    ["an account that is not there", '{ account(sid: "nobody") { name } }'],
    [
      "a suspension",
      'mutation { setAccountSuspended(input: {accountSid: "demo", suspended: true, reason: "x"}) { errors { code } } }',
    ],
    ["a default limit", 'mutation { setApiDefaultLimit(input: {api: "sms", limit: 1}) { errors { code } } }'],
    [
      "the end of a grant",
      'mutation { endThrottleGrant(input: {accountSid: "demo", api: "sms"}) { errors { code } } }',
    ],
    [
      "a request on behalf of an account",
      'mutation { requestThrottleLimit(input: {accountSid: "demo", api: "sms", limit: 9, reason: "x"}) { errors { code } } }',
    ],
  ])("gets FORBIDDEN for %s, and hears why", async (_, query) => {
    const { errors } = await ask(OPERATOR, query);
    expect(errors).toMatchObject([{ message: MESSAGE, extensions: { code: "FORBIDDEN" } }]);
  });

  it("finds nothing by the ids of others' things, as by ids of nothing", async () => {
    const [account] = await server.rows("SELECT `id` FROM `account`");
    const [event] = await server.rows("SELECT `id` FROM `audit_event` WHERE `accountId` IS NULL");
    for (const id of [account?.id, event?.id, "acc_000000000000000000000000"])
      expect(await ask(OPERATOR, `{ node(id: "${id}") { id } }`)).toEqual({ data: { node: null } });
  });

  it("keeps nobody else from what is theirs", async () => {
    expect(await ask(OWNER, "{ account { sid } }")).toEqual({ data: { account: { sid: "demo" } } });
  });
});

describe("an operator who sets one up", () => {
  it("has the rights from then on, and no longer when it is turned off", async () => {
    const QUEUE = "{ viewer { isOperator lacksSecondFactor } throttleRequests { totalCount } }";
    const browser = new Browser(server);
    await browser.signIn(OPERATOR);
    const { recoveryCodes } = await browser.enroll(OPERATOR.password);
    const viewer = { isOperator: true, lacksSecondFactor: false };
    expect(await browser.ask(QUEUE)).toMatchObject({ data: { viewer, throttleRequests: { totalCount: 0 } } });
    await browser.secondFactor("disable", { password: OPERATOR.password, code: recoveryCodes[0] });
    expect(await browser.ask("{ viewer { isOperator lacksSecondFactor } }")).toMatchObject({
      data: { viewer: { isOperator: false, lacksSecondFactor: true } },
    });
    expect(await browser.ask(QUEUE)).toMatchObject({ errors: [{ message: MESSAGE }] });
  });
});
