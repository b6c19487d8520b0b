import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { databaseNow } from "../database/testing/database-now.js";
import { createWorld, type World } from "../graphql/testing/world.js";
import { Gateway } from "../usage/gateway.entity.js";
import { Role } from "./member.entity.js";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const accounts = async (args: string) =>
  (
    await world.ask(
      "operator",
      `{ accounts(${args}) { totalCount pageInfo { hasNextPage endCursor } nodes { sid } } }`,
    )
  ).data.accounts;

describe("accounts", () => {
  it("come in pages", async () => {
    const first = await accounts("first: 1");
    expect(first).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: true } });
    const second = await accounts(`first: 1, after: "${first.pageInfo.endCursor}"`);
    expect([...first.nodes, ...second.nodes].map(({ sid }) => sid).sort()).toEqual(["alpha", "beta"]);
  });

  it.each([
    ["LPH", ["alpha"]],
    ["et", ["beta"]],
    ["%", []],
    ["_", []],
  ])("are found by a part of sid or name: %j", async (search, sids) => {
    expect((await accounts(`search: "${search}"`)).nodes.map(({ sid }: { sid: string }) => sid)).toEqual(
      sids,
    );
  });

  it("are found by a part of the address of somebody in them, once it has an @", async () => {
    const owner = world.users.get(Role.OWNER)?.email ?? "";
    const [name = "", host = ""] = owner.split("@");
    const found = async (search: string) =>
      (await accounts(`search: ${JSON.stringify(search)}`)).nodes.map(({ sid }: { sid: string }) => sid);
    for (const search of [owner.toUpperCase(), `${name}@`, `${name.slice(1)}@${host.slice(0, 3)}`])
      expect(await found(search)).toEqual(["alpha"]);
    expect(await found(name)).toEqual([]);
    expect(await found(`${owner}x`)).toEqual([]);
  });

  it("are filtered by whether they are suspended, also among those that are searched for", async () => {
    await world.act("operator", "setAccountSuspended", {
      accountSid: "beta",
      suspended: true,
      reason: "Unpaid.",
    });
    const listed = async (args: string) => {
      const { totalCount, nodes } = await accounts(args);
      return [totalCount, ...nodes.map(({ sid }: { sid: string }) => sid)];
    };
    expect(await listed("suspended: true")).toEqual([1, "beta"]);
    expect(await listed("suspended: false")).toEqual([1, "alpha"]);
    expect(await listed('suspended: true, search: "alpha"')).toEqual([0]);
    expect(await listed("suspended: null")).toHaveLength(3);
  });

  it.each(["first: 0", `search: "${"x".repeat(101)}"`])("refuse %s", async (args) => {
    const { errors } = await world.ask("operator", `{ accounts(${args}) { totalCount } }`);
    expect(errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });
});

describe("gateways", () => {
  it("are listed with what they have applied", async () => {
    const lastSeenAt = new Date((await databaseNow(world.database)) - 10_000);
    const row = {
      revision: 2 ** 40,
      lagMilliseconds: 80,
      leaseSeconds: 30,
      lastSeenAt,
      startedAt: lastSeenAt,
    };
    await world.database.write((manager) => manager.insert(Gateway, { id: "a", ...row }));
    const selection = "id revision lagMilliseconds lastSeenAt leaseSeconds";
    const { gateways } = (await world.ask("operator", `{ gateways { ${selection} } }`)).data;
    const told = { id: "a", revision: String(2 ** 40), lagMilliseconds: 80, leaseSeconds: 30 };
    expect(gateways).toEqual([{ ...told, lastSeenAt: expect.any(String) }]);
    // So long ago as by the database's clock, told by the server's, as all that it tells.
    const ago = world.clock.at - Date.parse(gateways[0].lastSeenAt);
    expect(ago).toBeGreaterThanOrEqual(10_000);
    expect(ago).toBeLessThan(15_000);
  });
});
