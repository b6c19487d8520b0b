import { In } from "typeorm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { createWorld, type Who, type World } from "../graphql/testing/world.js";
import { Member, Role } from "./member.entity.js";

/** How often each pair of acts is tried. */
const ROUNDS = 4;

let world: World;
/** Alpha's only members, both its owners. */
let members: Member[];
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const PEOPLE = [Role.OWNER, Role.ADMIN] as const;
type One = (typeof PEOPLE)[number];

/** Makes both owners, whatever became of them. */
async function begin(): Promise<void> {
  const { alpha, clock, database, users } = world;
  members = PEOPLE.map((who, at) => ({
    id: `mem_00000000000000000000000${at}`,
    accountId: alpha.id,
    userId: users.get(who)?.id ?? "",
    role: Role.OWNER,
    joinedAt: new Date(clock.at),
  }));
  await database.write(async (manager) => {
    await manager.delete(Member, { accountId: alpha.id });
    await manager.insert(Member, members);
  });
}

const idOf = (who: One) => members[PEOPLE.indexOf(who)]?.id ?? "";
const other = (who: One) => (who === Role.OWNER ? Role.ADMIN : Role.OWNER);
const demote = (who: Who, whom: One) =>
  world.act(who, "setMemberRole", { id: idOf(whom), role: "ADMIN" }, "errors { code }");
const remove = (who: Who, whom: One) => world.act(who, "removeMember", { id: idOf(whom) }, "errors { code }");

/** What the later of the two is told. */
const LAST = { errors: [{ code: "LAST_OWNER" }] };
const PAIRS: [name: string, act: (who: One) => Promise<unknown>, late: object][] = [
  ["each give up the role", (who) => demote(who, who), LAST],
  ["both leave", (who) => remove(who, who), LAST],
  ["take the role from each other", (who) => demote(who, other(who)), { topLevel: "FORBIDDEN" }],
  ["remove each other", (who) => remove(who, other(who)), { topLevel: "NOT_FOUND" }],
];

describe("of two owners who, at the same moment,", () => {
  it.each(PAIRS)("%s, the later is refused, and one owner is left", async (_, act, late) => {
    const { manager } = world.database.reader;
    const isDone = { action: "member.roleChanged" };
    const isGone = { action: In(["member.removed", "member.left"]) };
    for (let round = 0; round < ROUNDS; round++) {
      await begin();
      const before = await manager.count(AuditEvent, { where: [isDone, isGone] });
      const answers = await Promise.all(PEOPLE.map(act));
      expect(answers).toContainEqual({ errors: [] });
      expect(answers).toContainEqual(late);
      expect(await manager.countBy(Member, { accountId: world.alpha.id, role: Role.OWNER })).toBe(1);
      expect(await manager.count(AuditEvent, { where: [isDone, isGone] })).toBe(before + 1);
    }
  });
});

it("lets an owner who takes the other's role and leaves, both at once, do one of the two", async () => {
  for (let round = 0; round < ROUNDS; round++) {
    await begin();
    const answers = await Promise.all([demote(Role.OWNER, Role.ADMIN), remove(Role.OWNER, Role.OWNER)]);
    expect(answers.filter(({ errors }) => errors?.length === 0)).toHaveLength(1);
    const owners = { accountId: world.alpha.id, role: Role.OWNER };
    expect(await world.database.reader.manager.countBy(Member, owners)).toBe(1);
  }
});
