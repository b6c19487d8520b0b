import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "../database/ids.js";
import { DAY } from "../durations.js";
import { createWorld, type Who, type World } from "../graphql/testing/world.js";
import { User } from "../identity/user.entity.js";
import { deleteOld } from "../retention/retention.js";
import { Invitation } from "./invitation.entity.js";
import { Role } from "./member.entity.js";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  // What was sent before no longer counts.
  world.clock.at += DAY;
  await world.database.write((manager) => manager.clear(Invitation));
  world.mails.length = 0;
});

const invite = (who: Who, email: string, role: string = Role.VIEWER) =>
  world.act(who, "inviteMember", { email, role, accountSid: "alpha" });
const withdraw = (who: Who, id: string) => world.act(who, "withdrawInvitation", { id });
const OPEN =
  '{ account(sid: "alpha") { invitations { id email role createdAt expiresAt invitedBy { name email } } } }';
const open = async (who: Who = Role.VIEWER) => (await world.ask(who, OPEN)).data.account.invitations;
const addresses = async () => (await open()).map(({ email }: Invitation) => email);
const done = (email: string, role: string) => ({
  invitation: { id: expect.stringMatching(/^inv_/), email, role },
  errors: [],
});
const refusedFor = (code: string, path: string[] | null = ["email"]) => ({
  invitation: null,
  errors: [{ code, path }],
});

describe("inviteMember", () => {
  it("invites an address as it is written in lower case, with one event and one mail", async () => {
    const { invitation } = await invite(Role.ADMIN, "  Asha@Example.com\n", "DEVELOPER");
    expect(invitation).toEqual(done("asha@example.com", "DEVELOPER").invitation);
    expect(await world.eventsAbout(invitation.id)).toMatchObject([
      {
        accountId: world.alpha.id,
        action: "invitation.sent",
        actorUserId: world.users.get(Role.ADMIN)?.id,
        summary: "asha@example.com was invited with the role DEVELOPER.",
      },
    ]);
    expect(world.mails).toMatchObject([
      {
        recipient: "asha@example.com",
        letter: {
          subject: "You are invited into the account alpha of Latchkey",
          paragraphs: [
            expect.stringMatching(/^The ADMIN invites you .* as a developer\./),
            expect.anything(),
          ],
          link: { path: expect.stringMatching(/^\/invite\/[0-9A-Za-z]{32}$/) },
        },
      },
    ]);
  });

  it("mails no name that is a link, which somebody may have from before such names were refused", async () => {
    const id = world.users.get(Role.ADMIN)?.id ?? "";
    const rename = (name: string) =>
      world.database.write((manager) => manager.update(User, { id }, { name }));
    await rename("Visit https://evil.example");
    const { invitation } = await invite(Role.ADMIN, "c@example.com", "VIEWER");
    await rename("The ADMIN");
    const [said] = world.mails.at(-1)?.letter.paragraphs ?? [];
    expect(said).toMatch(/^Somebody invites you into the account alpha/);
    await world.act(Role.ADMIN, "withdrawInvitation", { id: invitation.id });
  });

  it("invites into the only account of who asks when it names none", async () => {
    const input = { email: "b@example.com", role: "VIEWER" };
    expect(await world.act("stranger", "inviteMember", input)).toMatchObject({ errors: [] });
    expect(await addresses()).toEqual([]);
  });

  it("refuses what is no address, and mails nobody", async () => {
    const wrong = [
      "",
      " ",
      "asha",
      "asha@",
      "@example.com",
      "a b@example.com",
      "asha@example",
      "é@example.com",
    ];
    const bent = ["a@example.com, b@example.com", "a@example.com\r\nBcc: b@example.com", "<a@example.com>"];
    const long = [`${"a".repeat(243)}@example.com`, `${"a".repeat(100_000)}@example.com`];
    for (const email of [...wrong, ...bent, ...long])
      expect(await invite(Role.OWNER, email), email).toMatchObject(refusedFor("INVALID"));
    expect([await open(), world.mails]).toEqual([[], []]);
    expect(await invite(Role.OWNER, `${"a".repeat(242)}@example.com`)).toMatchObject({ errors: [] });
  });

  it("refuses who is a member already", async () => {
    expect(await invite(Role.OWNER, "Viewer@example.com")).toMatchObject(refusedFor("ALREADY_MEMBER"));
    expect(world.mails).toEqual([]);
    expect(await invite(Role.OWNER, "stranger@example.com")).toEqual(done("stranger@example.com", "VIEWER"));
  });

  it("replaces an open invitation of the same address: one is left, with the new role", async () => {
    const { invitation: first } = await invite(Role.OWNER, "asha@example.com", "ADMIN");
    const { invitation: second } = await invite(Role.ADMIN, "ASHA@example.com", "VIEWER");
    expect(await open()).toMatchObject([{ id: second.id, role: "VIEWER", invitedBy: { name: "The ADMIN" } }]);
    expect(second.id).not.toBe(first.id);
    expect(new Set(world.mails.map(({ letter }) => letter.link.path)).size).toBe(2);
    expect(await world.eventsAbout(second.id)).toMatchObject([
      {
        summary: "asha@example.com was invited with the role VIEWER, in place of an invitation as ADMIN.",
      },
    ]);
  });

  it("leaves one invitation of an address that is invited several times at once", async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => invite(Role.OWNER, "asha@example.com")));
    expect(answers).toEqual(answers.map(() => done("asha@example.com", "VIEWER")));
    expect(await open()).toHaveLength(1);
  });

  it("refuses the 101st open invitation, but not one in place of another", async () => {
    const now = new Date(world.clock.at);
    const rows = Array.from({ length: 100 }, (_, at) => ({
      id: newId("inv", now),
      accountId: world.alpha.id,
      email: `${at}@example.com`,
      role: Role.VIEWER,
      tokenHash: String(at),
      invitedById: world.users.get(Role.OWNER)?.id ?? "",
      createdAt: now,
      expiresAt: new Date(world.clock.at + at + 1),
    }));
    await world.database.write((manager) => manager.insert(Invitation, rows));
    expect(await invite(Role.OWNER, "new@example.com")).toMatchObject(refusedFor("LIMIT_REACHED", null));
    expect(await invite(Role.OWNER, "99@example.com")).toMatchObject({ errors: [] });
    world.clock.at += 1;
    expect(await invite(Role.OWNER, "new@example.com")).toMatchObject({ errors: [] });
  });
});

describe("an invitation of an owner", () => {
  it("is for owners alone: to make, to withdraw, and to replace", async () => {
    const refused = { topLevel: "FORBIDDEN" };
    expect(await invite(Role.ADMIN, "asha@example.com", "OWNER")).toEqual(refused);
    const { invitation } = await invite(Role.OWNER, "asha@example.com", "OWNER");
    expect(await withdraw(Role.ADMIN, invitation.id)).toEqual(refused);
    expect(await invite(Role.ADMIN, "Asha@example.com", "VIEWER")).toEqual(refused);
    expect(await open()).toMatchObject([{ id: invitation.id, role: "OWNER" }]);
    expect(world.mails).toHaveLength(1);
    expect(await withdraw(Role.OWNER, invitation.id)).toEqual({ deletedId: invitation.id, errors: [] });
  });

  it("is no hindrance for an admin once it has ended", async () => {
    await invite(Role.OWNER, "asha@example.com", "OWNER");
    world.clock.at += 7 * DAY;
    expect(await invite(Role.ADMIN, "asha@example.com")).toMatchObject({ errors: [] });
  });
});

describe("who may not invite", () => {
  it.each<Who>([Role.DEVELOPER, Role.VIEWER, "operator", "reading key", "writing key"])(
    "is told so whatever the address is: %s",
    async (who) => {
      for (const email of ["asha@example.com", "nobody", "viewer@example.com"])
        expect(await invite(who, email)).toEqual({ topLevel: "FORBIDDEN" });
      expect(world.mails).toEqual([]);
    },
  );

  it("learns nothing of an account that is not theirs", async () => {
    for (const email of ["asha@example.com", "nobody", "viewer@example.com"])
      expect(await invite("stranger", email)).toEqual({ topLevel: "NOT_FOUND" });
  });
});

describe("withdrawInvitation", () => {
  it("ends an invitation, with one event that names the address and the role", async () => {
    const { invitation } = await invite(Role.OWNER, "asha@example.com", "DEVELOPER");
    expect(await withdraw(Role.ADMIN, invitation.id)).toEqual({ deletedId: invitation.id, errors: [] });
    expect(await open()).toEqual([]);
    expect((await world.eventsAbout(invitation.id)).slice(1)).toMatchObject([
      {
        accountId: world.alpha.id,
        action: "invitation.withdrawn",
        summary: "The invitation of asha@example.com with the role DEVELOPER was withdrawn.",
      },
    ]);
  });

  it("is NOT_FOUND for one that is withdrawn already, was replaced, or has ended", async () => {
    const { invitation: first } = await invite(Role.OWNER, "asha@example.com");
    const { invitation: second } = await invite(Role.OWNER, "asha@example.com");
    expect(await withdraw(Role.OWNER, first.id)).toEqual({ topLevel: "NOT_FOUND" });
    await withdraw(Role.OWNER, second.id);
    expect(await withdraw(Role.OWNER, second.id)).toEqual({ topLevel: "NOT_FOUND" });
    const { invitation: third } = await invite(Role.OWNER, "asha@example.com");
    world.clock.at += 7 * DAY;
    expect(await withdraw(Role.OWNER, third.id)).toEqual({ topLevel: "NOT_FOUND" });
  });
});

describe("an account's invitations", () => {
  it("are its open ones alone, the newest first, for every member and operators", async () => {
    const sent = world.clock.at;
    await invite(Role.OWNER, "first@example.com");
    await world.act("stranger", "inviteMember", { email: "theirs@example.com", role: "VIEWER" });
    world.clock.at += DAY;
    await invite(Role.ADMIN, "second@example.com", "ADMIN");
    for (const who of [...Object.values(Role), "operator"] as Who[])
      expect(await open(who)).toMatchObject([
        {
          email: "second@example.com",
          invitedBy: { name: "The ADMIN", email: "admin@example.com" },
        },
        {
          email: "first@example.com",
          createdAt: new Date(sent).toISOString(),
          expiresAt: new Date(sent + 7 * DAY).toISOString(),
        },
      ]);
    world.clock.at = sent + 7 * DAY - 1;
    expect(await addresses()).toHaveLength(2);
    world.clock.at += 1;
    expect(await addresses()).toEqual(["second@example.com"]);
  });

  it("stand in the audit as what was done in the account", async () => {
    const { invitation } = await invite(Role.OWNER, "asha@example.com");
    const query = `{ account(sid: "alpha") { auditEvents(topics: [ACCOUNT], subjectId: "${invitation.id}") { nodes { action } } } }`;
    const { data } = await world.ask(Role.VIEWER, query);
    expect(data.account.auditEvents.nodes).toEqual([{ action: "invitation.sent" }]);
  });

  it("are deleted once they have ended", async () => {
    const stored = () => world.database.reader.manager.count(Invitation);
    await invite(Role.OWNER, "asha@example.com");
    world.clock.at += 7 * DAY;
    await deleteOld(world);
    expect(await stored()).toBe(1);
    world.clock.at += 1;
    await deleteOld(world);
    expect(await stored()).toBe(0);
  });
});
