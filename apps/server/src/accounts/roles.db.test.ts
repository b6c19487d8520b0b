import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { buildApiSchema } from "../graphql/schema.js";
import { createWorld, type Who, type World } from "../graphql/testing/world.js";
import { ThrottleRequest } from "../throttle/throttle-request.entity.js";
import { Role } from "./member.entity.js";

const WHO: Who[] = [Role.OWNER, Role.ADMIN, Role.DEVELOPER, Role.VIEWER, "operator", "stranger", "nobody"];

/** What each of WHO is answered: `ok`, or a top-level code. */
const CHANGES = "ok ok ok FORBIDDEN FORBIDDEN NOT_FOUND UNAUTHENTICATED";
const DELETIONS = "ok ok FORBIDDEN FORBIDDEN FORBIDDEN NOT_FOUND UNAUTHENTICATED";
const OPERATORS = "FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN ok NOT_FOUND UNAUTHENTICATED";
const LISTS = "FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN ok FORBIDDEN UNAUTHENTICATED";
const READINGS = "ok ok ok ok ok NOT_FOUND UNAUTHENTICATED";

const ASKING = "ok ok ok FORBIDDEN ok NOT_FOUND UNAUTHENTICATED";
const WITHDRAWALS = "ok ok ok FORBIDDEN FORBIDDEN NOT_FOUND UNAUTHENTICATED";

const MATRIX: [mutation: string, fields: object, answers: string][] = [
  ["createApiKey", { accountSid: "alpha" }, CHANGES],
  ["updateApiKey", { note: "x" }, CHANGES],
  ["enableApiKey", {}, CHANGES],
  ["disableApiKey", {}, CHANGES],
  ["regenerateToken", { endPreviousGrace: true }, CHANGES],
  ["setPermissions", { permissions: { scope: "ALL_APIS" } }, CHANGES],
  ["setAllowlist", { allowlist: { scope: "ANY_ADDRESS" } }, CHANGES],
  ["deleteRetiringToken", {}, CHANGES],
  ["deleteApiKey", {}, DELETIONS],
  ["setAccountSuspended", { accountSid: "alpha", suspended: false, reason: "Paid." }, OPERATORS],
  ["requestThrottleLimit", { accountSid: "alpha", api: "sms", limit: 9, reason: "Diwali" }, ASKING],
  ["withdrawThrottleRequest", {}, WITHDRAWALS],
  ["approveThrottleRequest", {}, OPERATORS],
  ["declineThrottleRequest", { note: "No." }, OPERATORS],
  ["endThrottleGrant", { accountSid: "alpha", api: "sms" }, OPERATORS],
  ["setApiDefaultLimit", { api: "sms", limit: 300 }, LISTS],
  ["setMyNotifications", { accountSid: "alpha", settings: [] }, READINGS],
  ["setAutoApprovalRule", { enabled: false, upToTimesDefault: 2, peakShare: 0.8 }, LISTS],
];

let world: World;
let count = 0;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

async function newKey(): Promise<string> {
  const { apiKey } = await world.act(Role.OWNER, "createApiKey", { name: `key ${count++}` });
  await world.act(Role.OWNER, "regenerateToken", { id: apiKey.id });
  return apiKey.id;
}

/** Takes back whatever is pending, and asks. */
async function newRequest(): Promise<string> {
  const { manager } = world.database.reader;
  for (const { id } of await manager.findBy(ThrottleRequest, { pendingAccountId: world.alpha.id }))
    await world.act(Role.OWNER, "withdrawThrottleRequest", { id });
  const asked = { api: "sms", limit: 9, reason: "Diwali" };
  return (await world.act(Role.OWNER, "requestThrottleLimit", asked)).throttleRequest.id;
}

async function newGrant(): Promise<object> {
  await world.act("operator", "approveThrottleRequest", { id: await newRequest() });
  return {};
}

async function nothingPending(): Promise<object> {
  await world.act(Role.OWNER, "withdrawThrottleRequest", { id: await newRequest() });
  return {};
}

/** What a mutation is about, where it is not a key. */
const SUBJECTS: Record<string, () => Promise<object>> = {
  createApiKey: async () => ({ name: `new ${count++}` }),
  setAccountSuspended: async () => ({}),
  requestThrottleLimit: nothingPending,
  withdrawThrottleRequest: async () => ({ id: await newRequest() }),
  approveThrottleRequest: async () => ({ id: await newRequest() }),
  declineThrottleRequest: async () => ({ id: await newRequest() }),
  endThrottleGrant: newGrant,
  setApiDefaultLimit: async () => ({}),
  setAutoApprovalRule: async () => ({}),
  setMyNotifications: async () => ({}),
};

const subjectOf = async (mutation: string): Promise<object> =>
  (await SUBJECTS[mutation]?.()) ?? { id: await newKey() };

describe.each(MATRIX)("%s", (mutation, fields, answers) => {
  it.each(WHO.map((who, place) => [who, answers.split(" ")[place]]))(
    "answers %s: %s",
    async (who, answer) => {
      const input = await subjectOf(mutation);
      const payload = await world.act(who as Who, mutation, { ...input, ...fields }, "errors { code }");
      expect(payload).toEqual(answer === "ok" ? { errors: [] } : { topLevel: answer });
    },
  );
});

it("covers every mutation that is served", () => {
  const served = Object.keys(buildApiSchema().getMutationType()?.getFields() ?? {});
  expect(MATRIX.map(([mutation]) => mutation).sort()).toEqual(served.sort());
});

const SIMULATED = '{ method: "GET", path: "/", apiKeyId: "ID" }';
const READ = [
  '{ account(sid: "alpha") { sid } }',
  '{ myNotifications(accountSid: "alpha") { wanted } }',
  '{ account(sid: "alpha") { members { id } auditEvents { totalCount } throttleRequests { totalCount } } }',
  `{ simulateAccess(input: ${SIMULATED}) { allowed } }`,
  '{ previewAccessChange(input: { apiKeyId: "ID" }) { calls } }',
];
describe.each(READ)("%s", (query) => {
  it.each(WHO.map((who, place) => [who, READINGS.split(" ")[place]]))(
    "answers %s: %s",
    async (who, answer) => {
      const { errors } = await world.ask(who as Who, query.replace("ID", await newKey()));
      expect(errors[0]?.extensions.code ?? "ok").toBe(answer);
    },
  );
});

describe.each([
  "accounts { totalCount }",
  "gateways { id }",
  "throttleRequests { totalCount }",
  "autoApprovalRule { enabled }",
])("{ %s }", (selection) => {
  it.each(WHO.map((who, place) => [who, LISTS.split(" ")[place]]))("answers %s: %s", async (who, answer) => {
    const { errors } = await world.ask(who as Who, `{ ${selection} }`);
    expect(errors[0]?.extensions.code ?? "ok").toBe(answer);
  });
});

describe("a refused act", () => {
  it("is audited once, in the account's chain when the role was not enough", async () => {
    const id = await newKey();
    await world.act(Role.VIEWER, "deleteApiKey", { id });
    const { manager } = world.database.reader;
    expect(await manager.findBy(AuditEvent, { subjectId: id, action: "deleteApiKey.refused" })).toMatchObject(
      [
        {
          accountId: world.alpha.id,
          actorUserId: world.users.get(Role.VIEWER)?.id,
          summary: "deleteApiKey was refused: FORBIDDEN.",
        },
      ],
    );
  });

  it("is audited in the installation's chain when it was about another account", async () => {
    const id = await newKey();
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

  it("is none when the input was bad", async () => {
    const { manager } = world.database.reader;
    const before = await manager.count(AuditEvent);
    await world.act(Role.OWNER, "createApiKey", { name: "" });
    expect(await manager.count(AuditEvent)).toBe(before);
  });
});
