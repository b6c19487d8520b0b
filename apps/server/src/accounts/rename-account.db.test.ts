import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { createWorld, type World } from "../graphql/testing/world.js";
import { Account } from "./account.entity.js";
import { Role } from "./member.entity.js";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const rename = (name: string, who: Role = Role.OWNER) => world.act(who, "renameAccount", { name });
const stored = () => world.database.reader.manager.findOneByOrFail(Account, { sid: "alpha" });
const newest = () =>
  world.database.reader.manager.find(AuditEvent, {
    where: { action: "account.renamed" },
    order: { position: "DESC" },
  });

describe("renameAccount", () => {
  it("gives the account another name, without spaces around it, and leaves its sid", async () => {
    const { name: before } = await stored();
    expect(await rename("  Booking.com Ltd ", Role.ADMIN)).toEqual({
      account: { sid: "alpha", name: "Booking.com Ltd" },
      errors: [],
    });
    const [event] = await newest();
    expect(event).toMatchObject({
      accountId: world.alpha.id,
      subjectId: world.alpha.id,
      actorUserId: world.users.get(Role.ADMIN)?.id,
      summary: `The account has the name "Booking.com Ltd"; before: "${before}".`,
    });
  });

  it.each([
    ["nothing", "  ", "INVALID"],
    ["nothing to be seen", "\u200b\u2800", "INVALID"],
    ["two lines", "Acme\r\nBcc: evil@example.com", "INVALID"],
    ["what turns around", "\u202eemcA", "INVALID"],
    ["half a character", "Acme \ud800", "INVALID"],
    ["more than 100 characters", "😀".repeat(101), "TOO_LONG"],
  ])("refuses %s", async (_, name, code) => {
    const { name: before } = await stored();
    expect(await rename(name)).toMatchObject({ account: null, errors: [{ code, path: ["name"] }] });
    expect((await stored()).name).toBe(before);
  });

  it("takes 100 characters of any script", async () => {
    const name = "😀".repeat(100);
    expect(await rename(name)).toMatchObject({ account: { name }, errors: [] });
    expect((await stored()).name).toBe(name);
  });

  it("tells of each name the one before, when two rename it at once", async () => {
    await rename("First");
    await Promise.all([rename("Second"), rename("Third", Role.ADMIN)]);
    const [last, other] = await newest();
    const [, nameOfOther] = /name "(\w+)"/.exec(other?.summary ?? "") ?? [];
    expect(last?.summary).toContain(`before: "${nameOfOther}"`);
    expect(other?.summary).toContain('before: "First"');
  });
});

it("an invitation makes no link of an account's name", async () => {
  await rename("see evil.example/now");
  await world.act(Role.OWNER, "inviteMember", { email: "stranger@example.net", role: "VIEWER" });
  const { subject, paragraphs } = world.mails.at(-1)?.letter ?? { subject: "", paragraphs: [] };
  expect([subject, ...paragraphs].join("\n")).not.toContain("evil");
  expect(subject).toBe("You are invited into the account alpha of Latchkey");
});
