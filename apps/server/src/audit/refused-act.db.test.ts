import { basic } from "@latchkey/enforcer/testing";
import { pino } from "pino";
import { IsNull, Not } from "typeorm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { newId } from "../database/ids.js";
import { HOUR } from "../durations.js";
import { mutationText } from "../graphql/testing/mutation-text.js";
import { createWorld, type Who, type World } from "../graphql/testing/world.js";
import { ApiKey } from "../keys/api-key.entity.js";
import { AuditEvent } from "./audit-event.entity.js";
import { MOST_REFUSALS } from "./refused-act.js";

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
  await insertCopies(Array.from({ length: times }, () => ({ ...event })));
}

/** As if these keys had been refused so many times in all. */
async function refuseKeys(accountId: string | null, keys: string[], times: number) {
  const [event] = await eventsOf("reading key");
  const keyAt = (at: number) => keys[at % keys.length] ?? null;
  await insertCopies(
    Array.from({ length: times }, (_, at) => ({ ...event, accountId, actorApiKey: keyAt(at) })),
  );
}

async function insertCopies(copies: Partial<AuditEvent>[]) {
  const at = new Date(world.clock.at);
  const events = copies.map((copy) => ({ ...copy, id: newId("evt", at), position: -1, hash: "" }));
  await world.database.write((manager) => manager.insert(AuditEvent, events));
}

const keysOf = async (accountId: string) => world.database.reader.manager.findBy(ApiKey, { accountId });

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
    const { warn: level } = pino.levels.values;
    // A key that may change nothing is refused before it is looked at what it named.
    const subjectId = who === "reading key" ? null : id;
    const line = { level, mutation: "disableApiKey", subjectId, requestId: "request-1", msg: "refused" };
    expect(logged[0]).toMatchObject(line);
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

it("repeats nothing in the log that is no id of ours", async () => {
  await refuseMore("stranger", MOST_REFUSALS);
  await world.act("stranger", "disableApiKey", { id: "lkt_s3cr3t" });
  expect(world.logged.at(-1)).toMatchObject({ subjectId: null, msg: "refused" });
});

describe("the keys of an account", () => {
  const eventsOfKeys = (accountId: string | null) =>
    world.database.reader.manager.countBy(AuditEvent, {
      accountId: accountId ?? IsNull(),
      action: "disableApiKey.refused",
      actorApiKey: Not(IsNull()),
    });

  it.each([
    ["the account's chain", "FORBIDDEN", () => world.alpha.id],
    ["the installation's chain", "NOT_FOUND", () => null],
  ])("are counted together in %s", async (_, code, chain) => {
    world.clock.at += HOUR + 1;
    const others = (await keysOf(world.alpha.id)).filter(({ name }) => name !== "The writing key");
    const managing = others.find(({ name }) => name === "The reading key");
    const subject = code === "FORBIDDEN" ? managing?.id : newId("key", new Date());
    const act = () => world.act("writing key", "disableApiKey", { id: subject });
    const before = await eventsOfKeys(chain());
    await refuseKeys(
      chain(),
      others.map(({ key }) => key),
      MOST_REFUSALS - 1,
    );
    expect([await act(), await act()]).toEqual(Array(2).fill({ topLevel: code }));
    expect(await eventsOfKeys(chain())).toBe(before + MOST_REFUSALS);
  });

  it("are counted apart from those of another account", async () => {
    world.clock.at += HOUR + 1;
    const { apiKey } = await world.act("stranger", "createApiKey", { name: "theirs" });
    await refuseKeys(null, [apiKey.key], MOST_REFUSALS);
    const before = await eventsOfKeys(null);
    await world.act("writing key", "disableApiKey", { id: newId("key", new Date()) });
    expect(await eventsOfKeys(null)).toBe(before + 1);
  });
});

it("of a key that is disabled after it was let in stands in its own account's chain, whatever it named", async () => {
  const asking = await world.act(
    Role.OWNER,
    "createApiKey",
    {
      name: "asking",
      permissions: { scope: "ALL_APIS", codes: ["access-control"] },
    },
    "apiKey { id key } token errors { code }",
  );
  const { key } = asking.apiKey;
  const admission = await world.admit(basic(key, asking.token));
  if (!admission.allowed) throw new Error(admission.reason);
  await world.act(Role.OWNER, "disableApiKey", { id: asking.apiKey.id });
  const { apiKey: theirs } = await world.act("stranger", "createApiKey", { name: "not asked" });
  const late = { ...world.contextOf("nobody"), automation: admission };
  for (const input of [{ id: theirs.id }, { id }]) {
    const reply = await world.askIn(late, mutationText("disableApiKey"), { input });
    expect(reply.errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
  }
  const events = await world.database.reader.manager.findBy(AuditEvent, { actorApiKey: key });
  expect(events.map(({ accountId }) => accountId)).toEqual([world.alpha.id, world.alpha.id]);
});

it("hides nobody else's", async () => {
  await tryTo(Role.VIEWER, 1);
  await refuseMore(Role.VIEWER, MOST_REFUSALS);
  const before = (await eventsOf("operator")).length;
  await tryTo("operator", 1);
  expect(await eventsOf("operator")).toHaveLength(before + 1);
});
