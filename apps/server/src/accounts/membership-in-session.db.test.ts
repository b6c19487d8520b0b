import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Browser } from "../identity/testing/browser.js";
import { OPERATOR, OWNER, type Served, startServed } from "../identity/testing/served.js";

/** The second owner of the only account. */
const SECOND = "mem_000000000000000000000000";

let server: Served;
let first: Browser;
let second: Browser;
beforeAll(async () => {
  server = await startServed();
  await server.rows(
    `INSERT INTO member (id, accountId, userId, role, joinedAt)
     SELECT '${SECOND}', member.accountId, operator.userId, 'OWNER', member.joinedAt FROM member, operator`,
  );
  first = new Browser(server);
  second = new Browser(server);
  await first.signIn(OWNER);
  await second.signIn(OPERATOR);
});
afterAll(() => server.close());

const create = (name: string) =>
  first.ask(`mutation { createApiKey(input: { name: "${name}" }) { errors { code } } }`);
const change = async (mutation: string, rest = "") => {
  const [{ id } = { id: "" }] = (await server.rows("SELECT id FROM member")).filter(
    (row) => row.id !== SECOND,
  );
  return second.ask(`mutation { ${mutation}(input: { id: "${id}"${rest} }) { errors { code } } }`);
};

describe("who is signed in", () => {
  it("loses what a role allows with the role, in the same session", async () => {
    expect(await create("as an owner")).toMatchObject({ data: { createApiKey: { errors: [] } } });
    expect(await change("setMemberRole", ", role: VIEWER")).toMatchObject({
      data: { setMemberRole: { errors: [] } },
    });
    expect(await create("as a viewer")).toMatchObject({ errors: [{ extensions: { code: "FORBIDDEN" } }] });
  });

  it("loses the account with the membership, and stays signed in", async () => {
    const read = () => first.ask("{ account { apiKeys { totalCount } } }");
    expect(await read()).toMatchObject({ data: { account: {} } });
    expect(await change("removeMember")).toMatchObject({ data: { removeMember: { errors: [] } } });
    expect(await read()).toMatchObject({ errors: [{ extensions: { code: "NOT_FOUND" } }] });
    expect(await first.ask("{ viewer { user { email } accounts { sid } } }")).toMatchObject({
      data: { viewer: { user: { email: OWNER.email }, accounts: [] } },
    });
  });
});
