import type { GraphQLObjectType } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { buildApiSchema } from "../graphql/schema.js";
import { createWorld, type World } from "../graphql/testing/world.js";
import { Role } from "./member.entity.js";
import {
  ACTS,
  type Answers,
  LISTS,
  LOOK_UPS,
  OPEN,
  OWN,
  PEOPLE,
  READINGS,
  Subjects,
} from "./testing/acts.js";

let world: World;
let subjects: Subjects;
beforeAll(async () => {
  world = await createWorld();
  subjects = new Subjects(world);
});
afterAll(() => world.close());

describe.each(ACTS)("$mutation", ({ mutation, fields, answers }) => {
  it.each([...answers])("answers %s: %s", async (who, answer) => {
    const input = await subjects.of(mutation);
    const payload = await world.act(who, mutation, { ...input, ...fields }, "errors { code }");
    expect(payload).toEqual(answer === "ok" ? { errors: [] } : { topLevel: answer });
  });
});

/** Every query, and what else names something by its id. */
const QUERIES: [query: string, answers: Answers][] = [
  ['{ account(sid: "alpha") { sid } }', READINGS],
  ['{ account(sid: "alpha") { apiKey(id: "KEY") { id } } }', READINGS],
  [
    '{ account(sid: "alpha") { throttleLimits { used } retiredThrottleLimits { grantId } auditEvents { totalCount } throttleRequests { totalCount } } }',
    READINGS,
  ],
  ['{ account(sid: "alpha") { usage(from: "2026-02-01T00:00:00Z") { allowed } } }', READINGS],
  ['{ account(sid: "alpha") { members { id } } }', PEOPLE],
  ['{ account(sid: "alpha") { invitations { id } } }', PEOPLE],
  ["{ accounts { totalCount } }", LISTS],
  ['{ accounts { nodes { usage(from: "2026-02-01T00:00:00Z") { allowed } } } }', LISTS],
  ["{ apis { code } }", OPEN],
  ["{ auditEvents { totalCount } }", LISTS],
  ["{ autoApprovalRule { enabled } }", LISTS],
  ["{ gateways { id } }", LISTS],
  ["{ installation { gatewayUrl } }", OPEN],
  ['{ myNotifications(accountSid: "alpha") { wanted } }', PEOPLE],
  ['{ node(id: "KEY") { id } }', LOOK_UPS],
  ['{ previewAccessChange(input: { apiKeyId: "KEY" }) { calls } }', READINGS],
  ['{ simulateAccess(input: { method: "GET", path: "/", apiKeyId: "KEY" }) { allowed } }', READINGS],
  ["{ throttleRequests { totalCount } }", LISTS],
  ["{ viewer { isOperator } }", OPEN],
  ["{ viewer { sessions { id } } }", OWN],
];

describe.each(QUERIES)("%s", (query, answers) => {
  it.each([...answers])("answers %s: %s", async (who, answer) => {
    const { data, errors } = await world.ask(who, query.replace("KEY", await subjects.newKey()));
    const found = Object.values(data ?? {}).includes(null) ? "null" : "ok";
    expect(errors[0]?.extensions.code ?? found).toBe(answer);
  });
});

it("covers every mutation and every query that is served", () => {
  const schema = buildApiSchema();
  const served = (type: GraphQLObjectType | null | undefined) => Object.keys(type?.getFields() ?? {}).sort();
  expect(ACTS.map(({ mutation }) => mutation).sort()).toEqual(served(schema.getMutationType()));
  const asked = new Set(QUERIES.map(([query]) => /\w+/.exec(query)?.[0]));
  expect([...asked].sort()).toEqual(served(schema.getQueryType()));
});

describe("a refused act", () => {
  it("is audited once, in the account's chain when the role was not enough", async () => {
    const id = await subjects.newKey();
    await world.act(Role.VIEWER, "deleteApiKey", { id });
    const { manager } = world.database.reader;
    expect(await manager.findBy(AuditEvent, { subjectId: id, action: "deleteApiKey.refused" })).toMatchObject(
      [
        {
          accountId: world.alpha.id,
          actorUserId: world.users.get(Role.VIEWER)?.id,
          summary: "Deleting a key was refused: not allowed.",
        },
      ],
    );
  });

  it("is audited in the installation's chain when it was about another account", async () => {
    const id = await subjects.newKey();
    await world.act("stranger", "deleteApiKey", { id });
    const { manager } = world.database.reader;
    expect(await manager.findBy(AuditEvent, { subjectId: id, action: "deleteApiKey.refused" })).toMatchObject(
      [{ accountId: null, actorUserId: world.users.get("stranger")?.id }],
    );
  });

  it("never repeats in the audit what was sent as an id", async () => {
    await world.act(Role.OWNER, "deleteApiKey", { id: "s3cr3t" });
    const events = await world.database.reader.manager.findBy(AuditEvent, { action: "deleteApiKey.refused" });
    expect(JSON.stringify(events)).not.toContain("s3cr3t");
  });
});
