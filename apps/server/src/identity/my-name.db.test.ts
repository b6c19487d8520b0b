import { afterAll, beforeAll, expect, it } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { createWorld, type Who, type World } from "../graphql/testing/world.js";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const setName = (who: Who, name: string) => world.act(who, "setMyName", { name });
const idOf = (who: Who) => world.users.get(who)?.id ?? "";
const seenBy = async (who: Who) => {
  const { data } = await world.ask(who, '{ account(sid: "alpha") { members { user { id name } } } }');
  return data.account.members.map(({ user }: { user: { id: string } }) => user);
};
const events = () => world.database.reader.manager.findBy(AuditEvent, { action: "user.renamed" });

it("a person has another name at once, for everybody, with one event that has both", async () => {
  const id = idOf(Role.DEVELOPER);
  expect(await setName(Role.DEVELOPER, "  Asha Rao\n")).toEqual({
    user: { id, name: "Asha Rao" },
    errors: [],
  });
  expect(await seenBy(Role.VIEWER)).toContainEqual({ id, name: "Asha Rao" });
  expect(await events()).toMatchObject([
    {
      accountId: null,
      actorUserId: id,
      subjectId: id,
      summary: 'A person has the name "Asha Rao"; before: "The DEVELOPER".',
    },
  ]);
});

it.each([
  ["INVALID", ""],
  ["INVALID", " \u00a0\u200b"],
  ["INVALID", "A\u0007sha"],
  ["INVALID", "A\nsha"],
  ["INVALID", "Asha\u202eoaR"],
  ["TOO_LONG", "a".repeat(101)],
  ["TOO_LONG", "a".repeat(100_000)],
])("%s is told, and nothing changes, where the name is no name: %j", async (code, name) => {
  const before = [await seenBy(Role.VIEWER), await events()];
  expect(await setName(Role.OWNER, name)).toMatchObject({ user: null, errors: [{ code, path: ["name"] }] });
  expect([await seenBy(Role.VIEWER), await events()]).toEqual(before);
});

it("100 characters are one, also those of two units", async () => {
  const name = "🙂".repeat(100);
  expect(await setName(Role.ADMIN, name)).toMatchObject({ user: { name }, errors: [] });
});

it("an operator is still called Operator by customers", async () => {
  expect(await setName("operator", "Ravi")).toMatchObject({ user: { name: "Ravi" }, errors: [] });
});
