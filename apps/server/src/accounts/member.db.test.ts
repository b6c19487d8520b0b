import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../database/ids.js";
import { createWorld, type World } from "../graphql/testing/world.js";
import { Member, Role } from "./member.entity.js";

let world: World;
beforeAll(async () => {
  world = await createWorld();
  const now = new Date(world.clock.at + 1);
  await world.database.write((manager) =>
    manager.insert(Member, {
      id: newId("mem", now),
      accountId: world.alpha.id,
      userId: world.users.get("operator")?.id ?? "",
      role: Role.VIEWER,
      joinedAt: now,
    }),
  );
});
afterAll(() => world.close());

const members = async (who: Role | "operator") =>
  (await world.ask(who, '{ account(sid: "alpha") { members { id role joinedAt user { id name email } } } }'))
    .data.account.members;

describe("members", () => {
  it("are the account's people alone, with role and date", async () => {
    const all = await members(Role.VIEWER);
    expect(all).toHaveLength(5);
    expect(all).toContainEqual({
      id: expect.stringMatching(/^mem_/),
      role: "DEVELOPER",
      joinedAt: "2026-03-01T12:00:00.000Z",
      user: {
        id: world.users.get(Role.DEVELOPER)?.id,
        name: "The DEVELOPER",
        email: "developer@example.com",
      },
    });
  });

  it("who are on the provider's staff have neither name nor e-mail for customers", async () => {
    const user = async (who: Role | "operator") => (await members(who)).at(-1).user;
    expect(await user(Role.OWNER)).toMatchObject({ name: "Operator", email: null });
    expect(await user("operator")).toMatchObject({ name: "The operator", email: "operator@example.com" });
  });
});
