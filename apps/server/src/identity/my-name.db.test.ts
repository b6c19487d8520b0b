import { afterAll, beforeAll, expect, it } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { createWorld, type Who, type World } from "../graphql/testing/world.js";
import { MOST_RENAMES } from "./my-name.service.js";
import { User } from "./user.entity.js";

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
  ["INVALID", "operator"],
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
  await world.act("operator", "setAccountSuspended", {
    accountSid: "alpha",
    suspended: false,
    reason: "Paid.",
  });
  const query =
    '{ account(sid: "alpha") { auditEvents(first: 1) { nodes { action actorUser { name email } } } } }';
  const seen = async (who: Who) => (await world.ask(who, query)).data.account.auditEvents.nodes[0].actorUser;
  expect(await seen(Role.VIEWER)).toEqual({ name: "Operator", email: null });
  expect(await seen("operator")).toEqual({ name: "Ravi", email: "operator@example.com" });
});

it("the name that a person has already is no change, also one that nobody may choose", async () => {
  const id = idOf("operator");
  await world.database.write((manager) => manager.update(User, { id }, { name: "Operator" }));
  const before = await events();
  expect(await setName("operator", "Operator ")).toEqual({ user: { id, name: "Operator" }, errors: [] });
  expect(await events()).toEqual(before);
});

it("a person has another name 20 times in any 24 hours, also at once, and is told when to try again", async () => {
  world.clock.at = Date.parse("2026-04-01T11:59:00.001Z");
  const names = Array.from({ length: MOST_RENAMES + 3 }, (_, at) => `Asha ${at}`);
  const answers = await Promise.all(names.map((name) => setName("stranger", name)));
  const message = "You have changed your name 20 times within 24 hours. Try again at 2026-04-02 12:00 UTC.";
  const told = { code: "LIMIT_REACHED", message, path: null };
  expect(answers.flatMap(({ errors }) => errors)).toEqual(Array(3).fill(told));
  expect((await setName(Role.VIEWER, "Somebody else")).errors).toEqual([]);
  world.clock.at += 24 * 60 * 60_000 - 1;
  expect((await setName("stranger", "Late")).errors).toEqual([told]);
  world.clock.at += 1;
  expect((await setName("stranger", "Late")).errors).toEqual([]);
});
