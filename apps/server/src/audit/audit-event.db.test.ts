import { IsNull } from "typeorm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { createWorld, type Who, type World } from "../graphql/testing/world.js";
import { AuditEvent } from "./audit-event.entity.js";

let world: World;
let id: string;
beforeAll(async () => {
  world = await createWorld();
  id = (await world.act(Role.DEVELOPER, "createApiKey", { name: "key" })).apiKey.id;
  for (const mutation of ["disableApiKey", "enableApiKey"]) {
    world.clock.at += 1;
    await world.act(Role.OWNER, mutation, { id });
  }
  world.clock.at += 1;
  const reason = { suspended: false, reason: "A mistake." };
  await world.act("operator", "setAccountSuspended", { accountSid: "alpha", ...reason });
  await world.act("stranger", "createApiKey", { name: "theirs" });
});
afterAll(() => world.close());

const EVENT = "id at action actorUser { name email } actorApiKey address subjectId summary";
const events = async (who: Who, args = "") =>
  (
    await world.ask(
      who,
      `{ account(sid: "alpha") { auditEvents${args} { totalCount pageInfo { hasNextPage endCursor } nodes { ${EVENT} } } } }`,
    )
  ).data.account.auditEvents;

describe("audit events", () => {
  it("are the account's own, the newest first", async () => {
    const { totalCount, nodes } = await events(Role.VIEWER);
    expect(totalCount).toBe(4);
    expect(nodes.map(({ action }: AuditEvent) => action)).toEqual([
      "account.resumed",
      "apiKey.enabled",
      "apiKey.disabled",
      "apiKey.created",
    ]);
    expect(nodes[1]).toEqual({
      id: expect.stringMatching(/^evt_/),
      at: "2026-03-01T12:00:00.002Z",
      action: "apiKey.enabled",
      actorUser: { name: "The OWNER", email: "owner@example.com" },
      actorApiKey: null,
      address: "198.51.100.7",
      subjectId: id,
      summary: 'Key "key" was enabled.',
    });
  });

  it("are those of a period, which begins with `since` and ends before `until`", async () => {
    const at = (millisecond: number) => `"2026-03-01T12:00:00.00${millisecond}Z"`;
    const actions = async (args: string) =>
      (await events(Role.VIEWER, args)).nodes.map(({ action }: AuditEvent) => action);
    expect(await actions(`(since: ${at(1)}, until: ${at(3)})`)).toEqual([
      "apiKey.enabled",
      "apiKey.disabled",
    ]);
    expect(await actions(`(until: ${at(1)})`)).toEqual(["apiKey.created"]);
    expect(await actions(`(since: ${at(3)}, until: ${at(3)})`)).toEqual([]);
    expect(await actions(`(since: ${at(2)}, subjectId: "${id}", topics: [KEYS])`)).toEqual([
      "apiKey.enabled",
    ]);
    // Moments of which no id could tell.
    expect(await actions('(since: "0000-01-01T00:00:00Z", until: "9999-12-31T23:59:59Z")')).toHaveLength(4);
  });

  it("come in pages", async () => {
    const first = await events(Role.VIEWER, "(first: 3)");
    expect(first).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } });
    const second = await events(Role.VIEWER, `(first: 3, after: "${first.pageInfo.endCursor}")`);
    expect(second.nodes.map(({ action }: AuditEvent) => action)).toEqual(["apiKey.created"]);
  });

  it("call an operator Operator, without e-mail and address, but not to operators", async () => {
    const newest = async (who: Who) => (await events(who)).nodes[0];
    expect(await newest(Role.OWNER)).toMatchObject({
      actorUser: { name: "Operator", email: null },
      address: null,
    });
    expect(await newest("operator")).toMatchObject({
      actorUser: { name: "The operator", email: "operator@example.com" },
      address: "198.51.100.7",
    });
  });

  it("are found by their ids, but not another account's, and the installation's by operators alone", async () => {
    const { manager } = world.database.reader;
    const find = async (who: Who, event: AuditEvent | null) =>
      (
        await world.ask(who, "query ($id: ID!) { node(id: $id) { ... on AuditEvent { action } } }", {
          id: event?.id,
        })
      ).data.node;
    const own = await manager.findOneBy(AuditEvent, { action: "apiKey.disabled" });
    expect(await find(Role.VIEWER, own)).toEqual({ action: "apiKey.disabled" });
    expect(await find("stranger", own)).toBeNull();
    const installation = await manager.findOneBy(AuditEvent, { action: "test.settled" });
    expect(installation).not.toBeNull();
    expect(await find("operator", installation)).toEqual({ action: "test.settled" });
    for (const who of [Role.OWNER, "stranger", "reading key"] as const)
      expect(await find(who, installation)).toBeNull();
  });

  it("of the installation are listed for operators, with none of any account", async () => {
    await world.act("operator", "setApiDefaultLimit", { api: "sms", limit: 250 });
    const { data } = await world.ask("operator", `{ auditEvents { nodes { ${EVENT} } } }`);
    expect(data.auditEvents.nodes[0]).toMatchObject({
      actorUser: { name: "The operator", email: "operator@example.com" },
      address: "198.51.100.7",
    });
    const { manager } = world.database.reader;
    const own = await manager.findBy(AuditEvent, { accountId: IsNull() });
    expect(data.auditEvents.nodes.map(({ id }: AuditEvent) => id).sort()).toEqual(
      own.map(({ id }) => id).sort(),
    );
  });

  it("are chosen by what they are about, and by what they were done to", async () => {
    await world.act(Role.VIEWER, "deleteApiKey", { id });
    const actions = async (args: string) =>
      (await events(Role.VIEWER, args)).nodes.map(({ action }: AuditEvent) => action);
    expect(await actions("(topics: [ACCOUNT])")).toEqual(["account.resumed"]);
    expect(await actions("(topics: [REFUSED])")).toEqual(["deleteApiKey.refused"]);
    expect(await actions("(topics: [KEYS, LIMITS], first: 2)")).toEqual([
      "apiKey.enabled",
      "apiKey.disabled",
    ]);
    expect(await actions("(topics: [])")).toEqual([]);
    expect(await actions(`(subjectId: "${id}", topics: [REFUSED, KEYS])`)).toHaveLength(4);
    expect(await actions('(subjectId: "key_000000000000000000000000")')).toEqual([]);
  });

  it("are chosen by an operator's id for customers too, who learn no more by it than the list shows them", async () => {
    const actorId = world.users.get("operator")?.id;
    const chosen = async (who: Who) => (await events(who, `(actorId: "${actorId}")`)).nodes;
    const [resumed, ...more] = await chosen(Role.OWNER);
    expect([resumed, more]).toEqual([
      (await events(Role.OWNER)).nodes.find(({ action }: AuditEvent) => action === "account.resumed"),
      [],
    ]);
    expect(resumed).toMatchObject({ actorUser: { name: "Operator", email: null }, address: null });
    // What they did to another account, and to the installation, is not among it.
    await world.act("operator", "setAccountSuspended", {
      accountSid: "beta",
      suspended: false,
      reason: "A mistake.",
    });
    await world.act("operator", "setApiDefaultLimit", { api: "sms", limit: 240 });
    expect(await chosen(Role.OWNER)).toHaveLength(1);
    expect(await chosen("operator")).toMatchObject([
      { actorUser: { name: "The operator", email: "operator@example.com" }, address: "198.51.100.7" },
    ]);
  });

  it("are chosen by who did it: a person or a key, of this account alone", async () => {
    const actions = async (actorId: string | undefined, more = "") =>
      (await events(Role.VIEWER, `(actorId: "${actorId}"${more})`)).nodes.map(
        ({ action }: AuditEvent) => action,
      );
    const idOf = (who: Role | "stranger") => world.users.get(who)?.id;
    expect(await actions(idOf(Role.DEVELOPER))).toEqual(["apiKey.created"]);
    expect(await actions(idOf(Role.OWNER), ", topics: [KEYS], first: 1")).toEqual(["apiKey.enabled"]);
    expect(await actions(idOf(Role.OWNER), ", topics: [ACCOUNT]")).toEqual([]);
    expect(await actions(idOf("stranger"))).toEqual([]);
    await world.act("writing key", "createApiKey", { name: "made by a key" });
    const { nodes } = await events(Role.VIEWER);
    const key = nodes.find(({ actorApiKey }: AuditEvent) => actorApiKey !== null).actorApiKey;
    expect(await actions(key)).toEqual(["apiKey.created"]);
  });
});
