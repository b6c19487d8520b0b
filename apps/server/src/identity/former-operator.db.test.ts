import { afterAll, beforeAll, expect, it } from "vitest";
import { Member, Role } from "../accounts/member.entity.js";
import { createWorld, type Who, type World } from "../graphql/testing/world.js";
import { addOperator, removeOperator } from "../setup/more-people.js";

const OPERATOR = "operator@example.com";
const HIDDEN = { name: "Operator", email: null };

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await world.act("operator", "setAccountSuspended", {
    accountSid: "alpha",
    suspended: false,
    reason: "Paid.",
  });
  await removeOperator(world, OPERATOR);
});
afterAll(() => world.close());

/** Who suspended the account, and from where, as somebody sees it. */
async function seenBy(who: Who) {
  const query =
    '{ account(sid: "alpha") { auditEvents(first: 1, topics: [ACCOUNT]) { nodes { actorUser { name email } address } } } }';
  return (await world.ask(who, query)).data.account.auditEvents.nodes[0];
}

it.each<Who>([Role.OWNER, Role.VIEWER, "reading key"])(
  "who is no operator any more stays an operator in what they did as one, for %s",
  async (who) => {
    expect(await seenBy(who)).toEqual({ actorUser: HIDDEN, address: null });
  },
);

it("operators see who it was", async () => {
  const actorUser = { name: "The operator", email: OPERATOR };
  expect(await seenBy("operator")).toEqual({ actorUser, address: "198.51.100.7" });
});

it("who becomes an operator again can go again", async () => {
  expect(await addOperator(world, OPERATOR)).toEqual({ isNew: false });
  await removeOperator(world, OPERATOR);
  expect(await seenBy(Role.OWNER)).toEqual({ actorUser: HIDDEN, address: null });
});

it("the members of an account know each other, whatever one of them was", async () => {
  const member = { id: "mem_former", accountId: world.alpha.id, role: Role.VIEWER };
  const userId = world.users.get("operator")?.id ?? "";
  const joinedAt = new Date(world.clock.at);
  await world.database.write((manager) => manager.insert(Member, { ...member, userId, joinedAt }));
  expect(await seenBy(Role.OWNER)).toMatchObject({ actorUser: { email: OPERATOR } });
  expect(await seenBy("reading key")).toMatchObject({ actorUser: { email: OPERATOR } });
});
