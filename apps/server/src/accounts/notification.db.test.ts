import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { createWorld, type Who, type World } from "../graphql/testing/world.js";
import { Role } from "./member.entity.js";
import { NotificationKind } from "./notification.js";
import { membersWhoWant, operatorsWhoWant } from "./recipients.js";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const mine = async (who: Who, args = "") =>
  (await world.ask(who, `{ myNotifications${args} { kind wanted } }`)).data.myNotifications;
const set = (who: Who, settings: object[], fields: object = {}) =>
  world.act(who, "setMyNotifications", { settings, ...fields });
const setting = (kind: string, wanted: boolean) => ({ kind, wanted });
const idOf = (who: Who) => world.users.get(who)?.id ?? "";
const emails = (recipients: { email: string }[]) => recipients.map(({ email }) => email).sort();

describe("myNotifications", () => {
  it("are all wanted at first: those of members, and those of operators", async () => {
    const members = ["DECISIONS", "LIMIT_ENDS", "KEY_ENDS", "ROTATIONS"].map((kind) => setting(kind, true));
    for (const who of Object.values(Role)) expect(await mine(who)).toEqual(members);
    expect(await mine("operator")).toEqual([setting("REQUESTS", true)]);
    expect(await mine("operator", '(accountSid: "alpha")')).toEqual([setting("REQUESTS", true)]);
  });
});

describe("setMyNotifications", () => {
  it("changes one's own, of one account, with one event", async () => {
    expect(await set(Role.ADMIN, [setting("ROTATIONS", false)])).toEqual({
      notifications: [
        setting("DECISIONS", true),
        setting("LIMIT_ENDS", true),
        setting("KEY_ENDS", true),
        setting("ROTATIONS", false),
      ],
      errors: [],
    });
    expect(await mine(Role.OWNER)).toContainEqual(setting("ROTATIONS", true));
    const { manager } = world.database.reader;
    expect(await manager.findBy(AuditEvent, { action: "notifications.changed" })).toMatchObject([
      { accountId: world.alpha.id, actorUserId: idOf(Role.ADMIN), subjectId: idOf(Role.ADMIN) },
    ]);
    await set(Role.ADMIN, [setting("ROTATIONS", true)]);
    expect(await mine(Role.ADMIN)).toContainEqual(setting("ROTATIONS", true));
  });

  it("refuses a kind that the person does not get, or that stands there twice, and changes nothing then", async () => {
    expect(await set(Role.OWNER, [setting("ROTATIONS", false), setting("REQUESTS", false)])).toMatchObject({
      notifications: null,
      errors: [{ code: "INVALID", path: ["settings", "1", "kind"] }],
    });
    expect(await mine(Role.OWNER)).toContainEqual(setting("ROTATIONS", true));
    expect(await set(Role.OWNER, [setting("ROTATIONS", false), setting("ROTATIONS", true)])).toMatchObject({
      notifications: null,
      errors: [{ code: "INVALID", path: ["settings", "1", "kind"] }],
    });
    expect(await mine(Role.OWNER)).toContainEqual(setting("ROTATIONS", true));
    const several = [setting("REQUESTS", false), setting("ROTATIONS", false), setting("ROTATIONS", true)];
    expect((await set(Role.OWNER, several)).errors).toEqual([
      { code: "INVALID", message: "You get no mails of this kind here.", path: ["settings", "0", "kind"] },
      { code: "INVALID", message: "This kind is listed already.", path: ["settings", "2", "kind"] },
    ]);
    const onBehalf = await set("operator", [setting("DECISIONS", false)], { accountSid: "alpha" });
    expect(onBehalf.errors).toMatchObject([{ code: "INVALID" }]);
  });
});

describe("who is written to", () => {
  const members = async (kind: NotificationKind, ...concerned: (string | null)[]) =>
    emails(await membersWhoWant(world.database.reader.manager, world.alpha.id, kind, concerned));

  it("are owners, admins and those whom it is about, while they are members", async () => {
    expect(await members(NotificationKind.DECISIONS, null)).toEqual([
      "admin@example.com",
      "owner@example.com",
    ]);
    expect(await members(NotificationKind.DECISIONS, idOf(Role.DEVELOPER), idOf("stranger"))).toEqual([
      "admin@example.com",
      "developer@example.com",
      "owner@example.com",
    ]);
  });

  it("are none of those who do not want it, and only of that kind", async () => {
    await set(Role.DEVELOPER, [setting("DECISIONS", false)]);
    await set(Role.OWNER, [setting("DECISIONS", false)]);
    expect(await members(NotificationKind.DECISIONS, idOf(Role.DEVELOPER))).toEqual(["admin@example.com"]);
    expect(await members(NotificationKind.LIMIT_ENDS, idOf(Role.DEVELOPER))).toHaveLength(3);
  });

  it("are operators who want it, but who did it themselves", async () => {
    const { manager } = world.database.reader;
    const operators = (without: string | null) =>
      operatorsWhoWant(manager, NotificationKind.REQUESTS, without);
    expect(emails(await operators(null))).toEqual(["operator@example.com"]);
    expect(await operators(idOf("operator"))).toEqual([]);
    expect((await set("operator", [setting("REQUESTS", false)])).notifications).toEqual([
      setting("REQUESTS", false),
    ]);
    expect(await operators(null)).toEqual([]);
  });
});
