import { createEnforcer } from "@latchkey/enforcer";
import { basic } from "@latchkey/enforcer/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../database/ids.js";
import { createWorld, type World } from "../graphql/testing/world.js";
import { Account } from "./account.entity.js";
import { Member, Role } from "./member.entity.js";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const suspend = (input: object, selection?: string) =>
  world.act(
    "operator",
    "setAccountSuspended",
    { accountSid: "alpha", reason: "Unpaid.", ...input },
    selection,
  );

describe("setAccountSuspended", () => {
  it("suspends and resumes, each with one event that gives the reason", async () => {
    expect(await suspend({ suspended: true })).toEqual({
      account: { sid: "alpha", suspended: true },
      errors: [],
    });
    world.clock.at += 1;
    await suspend({ suspended: false, reason: "Paid\nlate." });
    expect(await world.eventsAbout(world.alpha.id)).toMatchObject([
      {
        action: "account.suspended",
        summary: "The account was suspended: Unpaid.",
        accountId: world.alpha.id,
      },
      { action: "account.resumed", summary: "The account was resumed: Paid\nlate." },
    ]);
    expect((await world.eventsAbout(world.alpha.id))[0]?.actorUserId).toBe(world.users.get("operator")?.id);
  });

  it("says so where the account was so before", async () => {
    for (const suspended of [false, true, true, false]) {
      world.clock.at += 1;
      await suspend({ suspended, reason: "Asked." });
    }
    const events = await world.eventsAbout(world.alpha.id);
    expect(events.slice(-4).map(({ summary }) => summary)).toEqual([
      "The account was not suspended, and is not: Asked.",
      "The account was suspended: Asked.",
      "The account stays suspended: Asked.",
      "The account was resumed: Asked.",
    ]);
  });

  it("reaches gateways, which then deny calls with the account's keys", async () => {
    const { apiKey, token } = await world.act(
      Role.OWNER,
      "createApiKey",
      { name: "k" },
      "token apiKey { key }",
    );
    const enforcer = await createEnforcer({
      databaseUrl: world.url,
      clock: world.clock,
      pollMilliseconds: 20,
    });
    await enforcer.ready;
    const { effect } = await suspend({ suspended: true }, "effect { gateways confirmed }");
    expect(effect).toEqual({ gateways: 1, confirmed: 1 });
    const authorization = basic(apiKey.key, token);
    const request = { authorization, method: "GET", path: "/v1", clientAddress: null };
    expect(enforcer.decide(request, "r")).toMatchObject({ allowed: false, reason: "ACCOUNT_SUSPENDED" });
    await suspend({ suspended: false }, "effect { confirmed }");
    expect(enforcer.decide(request, "r")).toMatchObject({ allowed: false, reason: "UNKNOWN_API" });
    await enforcer.close();
  });

  it.each([
    ["", "INVALID"],
    [" \n", "INVALID"],
    ["\u0000", "INVALID"],
    ["x".repeat(2_001), "TOO_LONG"],
  ])("refuses the reason %j", async (reason, code) => {
    const before = (await world.eventsAbout(world.alpha.id)).length;
    expect(await suspend({ suspended: true, reason })).toMatchObject({
      account: null,
      errors: [{ code, path: ["reason"] }],
    });
    expect(await world.eventsAbout(world.alpha.id)).toHaveLength(before);
    expect(await world.database.reader.manager.findOneBy(Account, { sid: "alpha" })).toMatchObject({
      suspended: false,
    });
  });

  it("takes a reason of 2,000 characters", async () => {
    expect((await suspend({ suspended: false, reason: "🙂".repeat(2_000) })).errors).toEqual([]);
  });

  it("is NOT_FOUND for a sid that nobody has", async () => {
    expect(await suspend({ accountSid: "gamma", suspended: true })).toEqual({ topLevel: "NOT_FOUND" });
  });

  it("is not for an operator who is a member of the account", async () => {
    await world.database.write((manager) =>
      manager.insert(Member, {
        id: newId("mem", new Date(world.clock.at)),
        accountId: world.beta.id,
        userId: world.users.get("operator")?.id ?? "",
        role: Role.OWNER,
        joinedAt: new Date(world.clock.at),
      }),
    );
    expect(await suspend({ accountSid: "beta", suspended: true })).toEqual({ topLevel: "FORBIDDEN" });
    expect(await world.database.reader.manager.findOneBy(Account, { sid: "beta" })).toMatchObject({
      suspended: false,
    });
  });
});
