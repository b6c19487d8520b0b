import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ACTS, PERSONAL, Subjects, WHO } from "../accounts/testing/acts.js";
import { createWorld, type Who, type World } from "../graphql/testing/world.js";
import { AuditEvent } from "./audit-event.entity.js";

/** That every mutation is among ACTS, roles.db.test.ts makes sure. */
let world: World;
let subjects: Subjects;
beforeAll(async () => {
  world = await createWorld();
  subjects = new Subjects(world);
  // Keys are made when they first ask, which is audited.
  for (const who of WHO) await world.ask(who, "{ viewer { isOperator } }");
});
afterAll(() => world.close());

/** What `act` adds to the audit. */
async function eventsOf(act: () => Promise<unknown>): Promise<AuditEvent[]> {
  const { manager } = world.database.reader;
  const before = new Set((await manager.find(AuditEvent)).map(({ id }) => id));
  await act();
  return (await manager.find(AuditEvent)).filter(({ id }) => !before.has(id));
}

describe.each(ACTS)("$mutation", ({ mutation, fields, answers, refused }) => {
  /** Others are about the whole installation, or about a person. */
  const isOfAlpha = (input: object) =>
    !PERSONAL.includes(mutation) && ("accountSid" in input || "id" in input);

  const each = [...answers].map(([who, answer]) => ({ who, answer }));

  it.each(each)("is audited once as what $who did: $answer", async ({ who, answer }) => {
    const input = { ...(await subjects.of(mutation)), ...fields };
    const events = await eventsOf(() => world.act(who, mutation, input, "errors { code }"));
    if (answer === "UNAUTHENTICATED") return expect(events).toEqual([]);
    const by = { ...actorOf(who), address: "198.51.100.7" };
    if (answer !== "ok") {
      const isAnywhere = answer === "NOT_FOUND" || !isOfAlpha(input);
      // Refused before anything was looked for.
      const accountId = isAnywhere && who !== "reading key" ? null : world.alpha.id;
      return expect(events).toMatchObject([{ ...by, accountId, action: `${mutation}.refused` }]);
    }
    const ofAnother = mutation === "createAccount" ? events[0]?.subjectId : null;
    expect(events).toMatchObject([{ ...by, accountId: isOfAlpha(input) ? world.alpha.id : ofAnother }]);
    expect(events[0]?.action).toMatch(/^\w+\.\w+$/);
    expect(events[0]?.action).not.toMatch(/\.refused$/);
  });

  if (refused === null) return;
  it("leaves no event when its input, its version, or the state that it finds, is refused", async () => {
    const who = each.find(({ answer }) => answer === "ok")?.who ?? "nobody";
    const wrong = typeof refused === "function" ? await refused(subjects) : refused;
    const input = { ...(await subjects.of(mutation)), ...fields, ...wrong };
    const events = await eventsOf(async () => {
      const { errors } = await world.act(who, mutation, input, "errors { code }");
      expect(errors).toHaveLength(1);
    });
    expect(events).toEqual([]);
  });
});

function actorOf(who: Who) {
  const user = world.users.get(who);
  if (user) return { actorUserId: user.id, actorApiKey: null };
  return { actorUserId: null, actorApiKey: expect.stringMatching(/^lk_/) };
}
