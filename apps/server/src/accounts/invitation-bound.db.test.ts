import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DAY } from "../durations.js";
import { createWorld, type World } from "../graphql/testing/world.js";
import { Invitation } from "./invitation.entity.js";
import { MOST_A_DAY, MOST_TO_ADDRESS } from "./invitation-bound.js";
import { Role } from "./member.entity.js";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  world.clock.at += DAY;
  await world.database.write((manager) => manager.clear(Invitation));
  world.mails.length = 0;
});

const invite = (email: string) =>
  world.act(Role.OWNER, "inviteMember", { email, role: Role.VIEWER, accountSid: "alpha" });
/** Invites many at once. @returns how many were invited, and what the others were told */
async function inviteAll(emails: string[]) {
  const answers = await Promise.all(emails.map(invite));
  const errors = answers.flatMap((answer) => answer.errors);
  return { sent: answers.filter(({ invitation }) => invitation !== null).length, errors };
}
const people = (count: number, of: string) =>
  Array.from({ length: count }, (_, at) => `${of}${at}@example.com`);
const refused = (message: string, path: string[] | null) => ({ code: "TOO_MANY_INVITATIONS", message, path });

describe("an account", () => {
  const told = refused(
    "The account has sent 50 invitations within 24 hours. Try again at 2026-03-02 12:00 UTC.",
    null,
  );

  it("sends 50 invitations in any 24 hours, also of many at once, and is told when to try again", async () => {
    world.clock.at = Date.parse("2026-03-01T11:59:00.001Z");
    expect(await inviteAll(people(MOST_A_DAY + 14, "a"))).toEqual({
      sent: MOST_A_DAY,
      errors: Array(14).fill(told),
    });
    expect(world.mails).toHaveLength(MOST_A_DAY);
    world.clock.at += DAY - 1;
    expect((await invite("late@example.com")).errors).toEqual([told]);
    world.clock.at += 1;
    expect((await invite("late@example.com")).errors).toEqual([]);
  });

  it("has no more for withdrawing some", async () => {
    world.clock.at = Date.parse("2026-04-01T12:00:00.000Z");
    const { invitation } = await invite("first@example.com");
    await inviteAll(people(MOST_A_DAY - 1, "b"));
    await world.act(Role.OWNER, "withdrawInvitation", { id: invitation.id });
    expect((await invite("one-more@example.com")).errors).toMatchObject([{ code: told.code }]);
    const theirs = await world.act("stranger", "inviteMember", {
      email: "theirs@example.com",
      role: "VIEWER",
    });
    expect(theirs.errors).toEqual([]);
  });
});

describe("an address", () => {
  it("is invited 5 times in any 24 hours, also at once, withdrawn or not, and others go on", async () => {
    world.clock.at = Date.parse("2026-05-01T12:00:00.000Z");
    const { invitation } = await invite("asha@example.com");
    await world.act(Role.OWNER, "withdrawInvitation", { id: invitation.id });
    world.clock.at += 60_000;
    const again = Array(MOST_TO_ADDRESS + 2).fill("Asha@example.com");
    const message = "This address was invited 5 times within 24 hours. Try again at 2026-05-02 12:00 UTC.";
    expect(await inviteAll(again)).toEqual({
      sent: MOST_TO_ADDRESS - 1,
      errors: Array(3).fill(refused(message, ["email"])),
    });
    expect((await invite("asha@example.com.au")).errors).toEqual([]);
    world.clock.at = Date.parse("2026-05-02T12:00:00.000Z");
    expect((await invite("asha@example.com")).errors).toEqual([]);
  });
});
