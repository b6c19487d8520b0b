import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../database/ids.js";
import { createWorld, type Who, type World } from "../graphql/testing/world.js";
import { Member, Role } from "./member.entity.js";

let world: World;
beforeAll(async () => {
  world = await createWorld();
  const now = new Date(world.clock.at);
  const userId = world.users.get(Role.ADMIN)?.id ?? "";
  const member = {
    id: newId("mem", now),
    accountId: world.beta.id,
    userId,
    role: Role.VIEWER,
    joinedAt: now,
  };
  await world.database.write((manager) => manager.insert(Member, member));
});
afterAll(() => world.close());

describe("an account that is not named", () => {
  it("is the only one of who asks, or that of the key", async () => {
    for (const who of [Role.OWNER, "reading key"] as const)
      expect((await world.ask(who, "{ account { sid } }")).data.account).toEqual({ sid: "alpha" });
    expect((await world.ask("stranger", "{ account { sid } }")).data.account).toEqual({ sid: "beta" });
  });

  it.each<[string, Who, string]>([
    ["none", "operator", "You belong to no account."],
    ["several", Role.ADMIN, "You belong to several accounts: name one by its sid."],
  ])("is not found for who is in %s, and they are told why", async (_, who, message) => {
    const { data, errors } = await world.ask(who, "{ account { sid } }");
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ message, extensions: { code: "NOT_FOUND" } }]);
    expect(await world.act(who, "createApiKey", { name: "Whose?" })).toEqual({ topLevel: "NOT_FOUND" });
  });

  it("can be named by who is in several", async () => {
    for (const sid of ["alpha", "beta"])
      expect((await world.ask(Role.ADMIN, `{ account(sid: "${sid}") { sid } }`)).data.account).toEqual({
        sid,
      });
  });
});
