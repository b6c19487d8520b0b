import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { newId } from "../database/ids.js";
import { createWorld, type Who, type World } from "../graphql/testing/world.js";
import { Member, Role } from "./member.entity.js";
import { Subjects } from "./testing/acts.js";

let world: World;
let subjects: Subjects;
beforeAll(async () => {
  world = await createWorld();
  subjects = new Subjects(world);
});
afterAll(() => world.close());

const setRole = (who: Who, id: string, role: string, fields: object = {}) =>
  world.act(who, "setMemberRole", { id, role, ...fields });
const remove = (who: Who, id: string) => world.act(who, "removeMember", { id });
const memberBy = (where: Partial<Member>) => world.database.reader.manager.findOneBy(Member, where);
const roleOf = async (id: string) => (await memberBy({ id }))?.role ?? null;
const idOf = (who: Who) => world.users.get(who)?.id ?? "";
/** Their membership of alpha. */
const membershipOf = async (who: Who) =>
  (await memberBy({ accountId: world.alpha.id, userId: idOf(who) }))?.id ?? "";
const summariesOf = async (id: string) => (await world.eventsAbout(id)).map(({ summary }) => summary);

/** Makes somebody who asks in tests a member of alpha. */
async function join(who: Who, role: Role): Promise<string> {
  const [id, accountId, userId] = [newId("mem", new Date(world.clock.at)), world.alpha.id, idOf(who)];
  await world.database.write((manager) =>
    manager.insert(Member, { id, accountId, userId, role, joinedAt: new Date(world.clock.at) }),
  );
  return id;
}

describe("setMemberRole", () => {
  it("gives another role, with one event that names the person and both roles", async () => {
    const id = await subjects.newMember();
    expect(await setRole(Role.ADMIN, id, "DEVELOPER", { expectedRole: "VIEWER" })).toEqual({
      member: { id, role: "DEVELOPER" },
      errors: [],
    });
    expect(await world.eventsAbout(id)).toMatchObject([
      {
        accountId: world.alpha.id,
        action: "member.roleChanged",
        actorUserId: idOf(Role.ADMIN),
        summary: 'Member "The OWNER" has the role DEVELOPER; before: VIEWER.',
      },
    ]);
  });

  it("gives the role that they have, with an event all the same", async () => {
    const id = await membershipOf(Role.OWNER);
    expect(await setRole(Role.OWNER, id, "OWNER")).toEqual({ member: { id, role: "OWNER" }, errors: [] });
    expect(await summariesOf(id)).toEqual(['Member "The OWNER" has the role OWNER; before: OWNER.']);
  });

  it("changes nothing when the role is no longer the one that was seen", async () => {
    const id = await subjects.newMember();
    expect(await setRole(Role.OWNER, id, "ADMIN", { expectedRole: "DEVELOPER" })).toMatchObject({
      member: null,
      errors: [{ code: "STALE_VERSION", path: ["expectedRole"] }],
    });
    expect([await roleOf(id), await world.eventsAbout(id)]).toEqual([Role.VIEWER, []]);
  });

  it("counts from the next request on", async () => {
    const id = await membershipOf(Role.DEVELOPER);
    const create = (name: string) => world.act(Role.DEVELOPER, "createApiKey", { name }, "errors { code }");
    expect(await create("before")).toEqual({ errors: [] });
    await setRole(Role.OWNER, id, "VIEWER");
    expect(await create("after")).toEqual({ topLevel: "FORBIDDEN" });
    await setRole(Role.OWNER, id, "DEVELOPER");
    expect(await create("again")).toEqual({ errors: [] });
  });
});

describe("removeMember", () => {
  it("ends a membership, with one event that names the person and their role", async () => {
    const id = await subjects.newMember(Role.DEVELOPER);
    const userId = (await memberBy({ id }))?.userId;
    expect(await remove(Role.ADMIN, id)).toEqual({ deletedId: id, errors: [] });
    expect(await roleOf(id)).toBeNull();
    expect(await world.eventsAbout(id)).toMatchObject([
      {
        accountId: world.alpha.id,
        action: "member.removed",
        actorUserId: idOf(Role.ADMIN),
        summary: `Member "The OWNER" (${userId}) with the role DEVELOPER was removed.`,
      },
    ]);
  });

  it("lets them in no longer, from the next request on", async () => {
    const id = await join("stranger", Role.ADMIN);
    const read = () => world.ask("stranger", '{ account(sid: "alpha") { viewerRole } }');
    expect((await read()).data.account).toEqual({ viewerRole: "ADMIN" });
    await remove(Role.OWNER, id);
    expect((await read()).errors[0]?.extensions.code).toBe("NOT_FOUND");
    expect((await world.ask("stranger", '{ account(sid: "beta") { viewerRole } }')).data.account).toEqual({
      viewerRole: "OWNER",
    });
  });

  it("leaves them the holder of their keys", async () => {
    const id = await join("stranger", Role.VIEWER);
    const fields = { name: "held", holderId: idOf("stranger") };
    const { apiKey } = await world.act(Role.OWNER, "createApiKey", fields);
    await remove(Role.OWNER, id);
    const query = "query ($id: ID!) { node(id: $id) { ... on ApiKey { version holder { name } } } }";
    expect((await world.ask(Role.VIEWER, query, { id: apiKey.id })).data.node).toEqual({
      version: apiKey.version,
      holder: { name: "The stranger" },
    });
  });

  it("is NOT_FOUND for who is removed already", async () => {
    const id = await subjects.newMember();
    await remove(Role.OWNER, id);
    expect([await remove(Role.OWNER, id), await setRole(Role.OWNER, id, "ADMIN")]).toEqual(
      Array(2).fill({ topLevel: "NOT_FOUND" }),
    );
  });
});

describe("the invitations of who may send them no longer", () => {
  const invite = (who: Who, email: string, role: Role) =>
    world.act(who, "inviteMember", { email, role, accountSid: "alpha" });
  const invited = async () =>
    (
      await world.ask(Role.OWNER, '{ account(sid: "alpha") { invitations { email } } }')
    ).data.account.invitations
      .map(({ email }: { email: string }) => email)
      .sort();

  it("end with the role that could send them, in the same event, and no others", async () => {
    const id = await join("stranger", Role.OWNER);
    await invite(Role.OWNER, "kept@example.com", Role.OWNER);
    await invite("stranger", "owner@example.org", Role.OWNER);
    await invite("stranger", "viewer@example.org", Role.VIEWER);
    await setRole(Role.OWNER, id, "ADMIN");
    expect(await invited()).toEqual(["kept@example.com", "viewer@example.org"]);
    await setRole(Role.OWNER, id, "DEVELOPER");
    expect(await invited()).toEqual(["kept@example.com"]);
    expect(await summariesOf(id)).toEqual([
      'Member "The stranger" has the role ADMIN; before: OWNER. Their invitations ended: owner@example.org.',
      'Member "The stranger" has the role DEVELOPER; before: ADMIN. Their invitations ended: viewer@example.org.',
    ]);
    await remove(Role.OWNER, id);
  });

  it("end with the membership, but not those into another account", async () => {
    const id = await join("stranger", Role.ADMIN);
    await world.act("stranger", "inviteMember", {
      email: "x@example.org",
      role: "VIEWER",
      accountSid: "beta",
    });
    await invite("stranger", "a@example.org", Role.VIEWER);
    await invite("stranger", "b@example.org", Role.DEVELOPER);
    await remove(Role.OWNER, id);
    expect(await invited()).toEqual(["kept@example.com"]);
    expect((await summariesOf(id)).join()).toMatch(
      / Their invitations ended: a@example.org, b@example.org\.$/,
    );
    const { data } = await world.ask("stranger", "{ account { invitations { email } } }");
    expect(data.account.invitations).toEqual([{ email: "x@example.org" }]);
  });
});

describe("an admin", () => {
  it("neither changes nor removes an owner, nor makes one, which is audited as refused", async () => {
    const [owner, viewer] = [await subjects.newMember(Role.OWNER), await subjects.newMember()];
    expect([
      await setRole(Role.ADMIN, owner, "ADMIN"),
      await remove(Role.ADMIN, owner),
      await setRole(Role.ADMIN, viewer, "OWNER"),
    ]).toEqual(Array(3).fill({ topLevel: "FORBIDDEN" }));
    expect([await roleOf(owner), await roleOf(viewer)]).toEqual([Role.OWNER, Role.VIEWER]);
    const refused = await Promise.all([owner, viewer].map(summariesOf));
    expect(refused).toEqual([
      [
        "Changing the role of a member was refused: not allowed.",
        "Removing a member was refused: not allowed.",
      ],
      ["Changing the role of a member was refused: not allowed."],
    ]);
    await remove(Role.OWNER, owner);
  });

  it("is told FORBIDDEN before that the role is another, or that it is the last owner", async () => {
    const id = await membershipOf(Role.OWNER);
    expect(await setRole(Role.ADMIN, id, "VIEWER", { expectedRole: "VIEWER" })).toEqual({
      topLevel: "FORBIDDEN",
    });
  });

  it("gives up being one", async () => {
    const id = await join("stranger", Role.ADMIN);
    expect(await setRole("stranger", id, "DEVELOPER")).toMatchObject({ errors: [] });
    expect(await setRole("stranger", id, "ADMIN")).toEqual({ topLevel: "FORBIDDEN" });
    await remove(Role.OWNER, id);
  });
});

describe("whoever leaves", () => {
  it.each([...Object.values(Role)])("in the role %s, goes by themselves, with one event", async (role) => {
    const id = await join("stranger", role);
    expect(await remove("stranger", id)).toEqual({ deletedId: id, errors: [] });
    expect(await roleOf(id)).toBeNull();
    expect(await world.eventsAbout(id)).toMatchObject([
      {
        accountId: world.alpha.id,
        action: "member.left",
        actorUserId: idOf("stranger"),
        summary: `Member "The stranger" (${idOf("stranger")}) with the role ${role} left.`,
      },
    ]);
    expect(await remove("stranger", id)).toEqual({ topLevel: "NOT_FOUND" });
  });

  it("takes nobody along, and gives themselves no other role before", async () => {
    for (const role of [Role.DEVELOPER, Role.VIEWER]) {
      const [id, other] = [await join("stranger", role), await subjects.newMember(role)];
      expect([await remove("stranger", other), await setRole("stranger", id, "ADMIN")]).toEqual(
        Array(2).fill({ topLevel: "FORBIDDEN" }),
      );
      await remove("stranger", id);
    }
  });

  it("leaves a suspended account as any other", async () => {
    const suspend = (suspended: boolean) =>
      world.act("operator", "setAccountSuspended", { accountSid: "alpha", suspended, reason: "Unpaid." });
    const id = await join("stranger", Role.VIEWER);
    await suspend(true);
    expect(await remove("stranger", id)).toEqual({ deletedId: id, errors: [] });
    await suspend(false);
  });
});

describe("the last owner", () => {
  it("keeps the role, and stays", async () => {
    const id = await membershipOf(Role.OWNER);
    const before = await world.eventsAbout(id);
    expect([await setRole(Role.OWNER, id, "ADMIN"), await remove(Role.OWNER, id)]).toMatchObject([
      { member: null, errors: [{ code: "LAST_OWNER", path: null }] },
      { deletedId: null, errors: [{ code: "LAST_OWNER", path: null }] },
    ]);
    expect([await roleOf(id), await world.eventsAbout(id)]).toEqual([Role.OWNER, before]);
  });

  it("is one of this account: another's owners don't count", async () => {
    const id = (await memberBy({ accountId: world.beta.id }))?.id ?? "";
    expect(await remove("stranger", id)).toMatchObject({ errors: [{ code: "LAST_OWNER" }] });
  });

  it("goes once somebody else is an owner", async () => {
    const [first, second] = [await membershipOf(Role.OWNER), await join("stranger", Role.VIEWER)];
    await setRole(Role.OWNER, second, "OWNER");
    expect(await setRole(Role.OWNER, first, "VIEWER")).toMatchObject({ errors: [] });
    expect(await remove("stranger", second)).toMatchObject({ errors: [{ code: "LAST_OWNER" }] });
    await setRole("stranger", first, "OWNER");
    expect(await remove(Role.OWNER, second)).toEqual({ deletedId: second, errors: [] });
  });
});

describe("who is on the provider's staff", () => {
  it("changes nobody where they are no member", async () => {
    const id = await subjects.newMember();
    expect([await setRole("operator", id, "ADMIN"), await remove("operator", id)]).toEqual(
      Array(2).fill({ topLevel: "FORBIDDEN" }),
    );
  });

  it("goes by no name of theirs in the audit, whoever acts", async () => {
    const id = await join("operator", Role.ADMIN);
    await setRole(Role.OWNER, id, "OWNER");
    await remove("operator", id);
    expect(await summariesOf(id)).toEqual([
      'Member "Operator" has the role OWNER; before: ADMIN.',
      `Member "Operator" (${idOf("operator")}) with the role OWNER left.`,
    ]);
  });
});

describe("a key", () => {
  it("changes nobody, though it can manage keys, and is told that people alone may", async () => {
    const id = await subjects.newMember();
    const query = `mutation { removeMember(input: { id: "${id}" }) { deletedId } }`;
    expect((await world.ask("writing key", query)).errors).toMatchObject([
      { message: "Only a signed-in person may do this, no key.", extensions: { code: "FORBIDDEN" } },
    ]);
    expect(await summariesOf(id)).toEqual(["Removing a member was refused: not allowed."]);
  });
});

describe("the audit", () => {
  it("has what was done to members under ACCOUNT", async () => {
    const id = await subjects.newMember();
    await setRole(Role.OWNER, id, "ADMIN");
    await setRole(Role.VIEWER, id, "VIEWER");
    await remove(Role.OWNER, id);
    const query = `{ account(sid: "alpha") { auditEvents(topics: [ACCOUNT], subjectId: "${id}") { nodes { action } } } }`;
    const { nodes } = (await world.ask(Role.VIEWER, query)).data.account.auditEvents;
    expect(nodes.map(({ action }: AuditEvent) => action).sort()).toEqual([
      "member.removed",
      "member.roleChanged",
    ]);
  });
});
