import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWorld, type World } from "../graphql/testing/world.js";
import { Role } from "./member.entity.js";

const RANDOM = "key_00000000000000000000000a";

let world: World;
let foreign: { key: string; token: string; request: string };
beforeAll(async () => {
  world = await createWorld();
  const { apiKey } = await world.act("stranger", "createApiKey", { name: "theirs" });
  const asked = { api: "sms", limit: 300, reason: "Diwali" };
  const { throttleRequest } = await world.act("stranger", "requestThrottleLimit", asked);
  foreign = { key: apiKey.id, token: apiKey.tokens[0].id, request: throttleRequest.id };
});
afterAll(() => world.close());

describe("an id of another account", () => {
  const INPUTS: [string, object][] = [
    ["updateApiKey", { name: "" }],
    ["enableApiKey", {}],
    ["disableApiKey", { expectedVersion: 9 }],
    ["deleteApiKey", {}],
    ["regenerateToken", { gracePeriodSeconds: -1 }],
    ["deleteRetiringToken", {}],
    ["setPermissions", { permissions: { scope: "ALL_APIS", codes: ["sms"] } }],
    ["setAllowlist", { allowlist: { scope: "ALLOWLIST_ONLY", entries: [{ cidr: "x" }] } }],
    ["withdrawThrottleRequest", { expectedVersion: 9 }],
    ["approveThrottleRequest", { grantedLimit: 0 }],
    ["declineThrottleRequest", { note: "" }],
  ];

  it.each(INPUTS)("answers %s like a random one, whatever else is wrong", async (mutation, fields) => {
    const ids = [...Object.values(foreign), world.beta.id, RANDOM, "", "key_", "x".repeat(5_000)];
    for (const id of ids)
      expect(await world.act(Role.OWNER, mutation, { id, ...fields })).toEqual({ topLevel: "NOT_FOUND" });
  });

  it.each([
    ["setAccountSuspended", { suspended: true, reason: "" }],
    ["requestThrottleLimit", { api: "", limit: 0, reason: "" }],
    ["endThrottleGrant", { api: "" }],
    ["setMyNotifications", { settings: [{ kind: "REQUESTS", wanted: true }] }],
  ])("answers %s like a random one", async (mutation, fields) => {
    for (const accountSid of ["beta", "gamma", "ALPHA", ""])
      expect(await world.act(Role.OWNER, mutation, { accountSid, ...fields })).toEqual({
        topLevel: "NOT_FOUND",
      });
  });

  it.each([
    ["SimulateAccessInput", "simulateAccess(input: $input) { allowed }", { method: "", path: "" }],
    ["PreviewAccessChangeInput", "previewAccessChange(input: $input) { calls }", { days: 0 }],
  ])("answers a query with %s like a random one, whatever else is wrong", async (type, field, fields) => {
    for (const apiKeyId of [...Object.values(foreign), world.beta.id, RANDOM, "", "x".repeat(5_000)]) {
      const query = `query ($input: ${type}!) { ${field} }`;
      const reply = await world.ask(Role.OWNER, query, { input: { apiKeyId, ...fields } });
      expect(reply).toMatchObject({
        status: 200,
        data: null,
        errors: [{ extensions: { code: "NOT_FOUND" } }],
      });
    }
  });

  it("is null where a look-up may find nothing", async () => {
    for (const id of [...Object.values(foreign), world.beta.id, RANDOM, "", "x".repeat(5_000)]) {
      const reply = await world.ask(
        Role.OWNER,
        "query ($id: ID!) { node(id: $id) { id } account { apiKey(id: $id) { id } } }",
        { id },
      );
      expect(reply).toMatchObject({ data: { node: null, account: { apiKey: null } }, errors: [] });
    }
  });

  it("is the same answer for a foreign sid and for none at all", async () => {
    const answers = [];
    for (const sid of ["beta", "gamma", "ALPHA", ""])
      answers.push(
        await world.ask(Role.OWNER, "query ($sid: String) { account(sid: $sid) { id } }", { sid }),
      );
    expect(answers[0]).toMatchObject({ status: 200, errors: [{ extensions: { code: "NOT_FOUND" } }] });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });
});

describe("node", () => {
  it("finds an account and a key by their ids", async () => {
    const { apiKey } = await world.act(Role.OWNER, "createApiKey", { name: "mine" });
    const query =
      "query ($id: ID!) { node(id: $id) { __typename ... on Account { sid } ... on ApiKey { name } } }";
    const find = async (id: string) => (await world.ask(Role.VIEWER, query, { id })).data.node;
    expect(await find(world.alpha.id)).toEqual({ __typename: "Account", sid: "alpha" });
    expect(await find(apiKey.id)).toEqual({ __typename: "ApiKey", name: "mine" });
    await world.act(Role.OWNER, "deleteApiKey", { id: apiKey.id }, "errors { code }");
    expect(await find(apiKey.id)).toBeNull();
  });
});

describe("an operator", () => {
  it("reads every account, with no role in it", async () => {
    const { data } = await world.ask(
      "operator",
      '{ account(sid: "beta") { viewerRole apiKeys { nodes { name } } } }',
    );
    expect(data.account).toEqual({ viewerRole: null, apiKeys: { nodes: [{ name: "theirs" }] } });
  });

  it("is called Operator by customers, and has no e-mail for them", async () => {
    const { User } = await import("../identity/user.entity.js");
    const { nameOf, emailOf } = await import("../identity/user.service.js");
    const operator = await world.database.reader.manager.findOneByOrFail(User, {
      id: world.users.get("operator")?.id ?? "",
    });
    const seenBy = async (who: "operator" | Role) => [
      await nameOf(world.contextOf(who), operator),
      await emailOf(world.contextOf(who), operator),
    ];
    expect(await seenBy(Role.OWNER)).toEqual(["Operator", null]);
    expect(await seenBy("operator")).toEqual(["The operator", "operator@example.com"]);
  });
});
