import { IsNull } from "typeorm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { newId } from "../database/ids.js";
import { createWorld, type Who, type World } from "../graphql/testing/world.js";
import { AuditEvent } from "./audit-event.entity.js";
import { MOST_REFUSALS } from "./refused-act.js";

const HOUR = 60 * 60 * 1_000;
let world: World;
let id: string;
beforeAll(async () => {
  world = await createWorld();
  id = (await world.act(Role.OWNER, "createApiKey", { name: "key" })).apiKey.id;
});
afterAll(() => world.close());

const tryTo = (who: Who, times: number) =>
  Promise.all(Array.from({ length: times }, () => world.act(who, "disableApiKey", { id })));
const userOf = (who: Who) => world.users.get(who)?.id ?? null;
const eventsOf = (who: Who) =>
  world.database.reader.manager.find(AuditEvent, {
    where: { action: "disableApiKey.refused", actorUserId: userOf(who) ?? IsNull() },
    order: { position: "ASC" },
  });

/** As if they had been refused so many times more. */
async function refuseMore(who: Who, times: number) {
  const [event] = await eventsOf(who);
  const at = new Date(world.clock.at);
  const events = Array.from({ length: times }, () => ({
    ...event,
    id: newId("evt", at),
    position: -1,
    hash: "",
  }));
  await world.database.write((manager) => manager.insert(AuditEvent, events));
}

describe.each<[Who, string]>([
  [Role.VIEWER, "FORBIDDEN"],
  ["reading key", "FORBIDDEN"],
  ["stranger", "NOT_FOUND"],
])("%s, who tries what is not theirs", (who, code) => {
  it("leaves so many events an hour at most, also at once, of which the last says that more follow", async () => {
    await tryTo(who, 2);
    await refuseMore(who, MOST_REFUSALS - 4);
    const payloads = await tryTo(who, 20);
    expect(payloads.map(({ topLevel }) => topLevel)).toEqual(Array(20).fill(code));
    const events = await eventsOf(who);
    expect(events).toHaveLength(MOST_REFUSALS);
    const telling = events.filter(({ summary }) => summary.includes("more of them are refused"));
    expect(telling).toEqual([events.at(-1)]);
  });

  it("is in the log after that", () => {
    const logged = world.logged.filter((line) => line.code === code && line.userId === userOf(who));
    expect(logged).toHaveLength(18);
    expect(logged[0]).toMatchObject({ mutation: "disableApiKey", requestId: "request-1", msg: "refused" });
  });

  it("leaves events again when the hour is over", async () => {
    world.clock.at += HOUR;
    await tryTo(who, 1);
    expect(await eventsOf(who)).toHaveLength(MOST_REFUSALS);
    world.clock.at += 1;
    await tryTo(who, 1);
    expect(await eventsOf(who)).toHaveLength(MOST_REFUSALS + 1);
  });
});

it("hides nobody else's", async () => {
  await tryTo(Role.VIEWER, 1);
  await refuseMore(Role.VIEWER, MOST_REFUSALS);
  const before = (await eventsOf("operator")).length;
  await tryTo("operator", 1);
  expect(await eventsOf("operator")).toHaveLength(before + 1);
});
