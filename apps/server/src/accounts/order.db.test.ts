import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWorld, type World } from "../graphql/testing/world.js";
import { Member, Role } from "./member.entity.js";

let world: World;
let id: string;
beforeAll(async () => {
  world = await createWorld();
  id = (await world.act(Role.OWNER, "createApiKey", { name: "key" })).apiKey.id;
});
afterAll(() => world.close());

const setRole = (of: Role, role: Role) =>
  world.database.write((manager) =>
    manager.update(Member, { userId: world.users.get(of)?.id ?? "" }, { role }),
  );
const TOO_SHORT = { idempotencyKey: "short" };

describe("role before input: FORBIDDEN", () => {
  it.each<[string, object]>([
    ["createApiKey", { name: "", note: "x".repeat(501), ...TOO_SHORT }],
    ["createApiKey", { name: "x", permissions: { scope: "SELECTED_APIS", codes: ["nothing"] } }],
    ["updateApiKey", { name: "", labels: Array(21).fill("x") }],
    ["updateApiKey", { name: "x", expectedVersion: 999 }],
    ["regenerateToken", { gracePeriodSeconds: -1, ...TOO_SHORT }],
    ["setPermissions", { permissions: { scope: "ALL_APIS", codes: ["sms"] } }],
    ["setAllowlist", { allowlist: { scope: "ALLOWLIST_ONLY", entries: [{ cidr: "nowhere" }] } }],
    ["deleteApiKey", { expectedVersion: 999 }],
    ["requestThrottleLimit", { api: "nothing", limit: 0, reason: "", ...TOO_SHORT }],
    ["createAccount", { sid: "a/b", ownerEmail: "nobody" }],
    ["setAccountSuspended", { accountSid: "alpha", suspended: true, reason: "" }],
    ["endThrottleGrant", { accountSid: "alpha", api: "nothing", note: "x".repeat(501) }],
    ["setApiDefaultLimit", { api: "nothing", limit: 0 }],
    ["setAutoApprovalRule", { enabled: true, upToTimesDefault: 0, peakShare: 2 }],
  ])("%s by a viewer with %j", async (mutation, input) => {
    const creates = [
      "createAccount",
      "createApiKey",
      "requestThrottleLimit",
      "setAccountSuspended",
      "endThrottleGrant",
    ];
    const isAboutKey = !creates.includes(mutation) && !/^set(Api|Auto)/.test(mutation);
    const asked = { ...(isAboutKey && { id }), ...input };
    expect(await world.act(Role.VIEWER, mutation, asked, "errors { code }")).toEqual({
      topLevel: "FORBIDDEN",
    });
  });
});

describe("role before idempotency: FORBIDDEN", () => {
  it.each<[string, () => object]>([
    ["createApiKey", () => ({ name: "once", idempotencyKey: "made-as-a-developer" })],
    ["regenerateToken", () => ({ id, idempotencyKey: "made-as-a-developer" })],
    [
      "requestThrottleLimit",
      () => ({ api: "sms", limit: 900, reason: "Diwali", idempotencyKey: "made-as-a-developer" }),
    ],
  ])("%s, sent again by who was a developer when it was done", async (mutation, inputOf) => {
    const input = inputOf();
    const again = () => world.act(Role.DEVELOPER, mutation, input, "errors { code }");
    expect(await again()).toEqual({ errors: [] });
    expect(await again()).toEqual({ errors: [{ code: "ALREADY_APPLIED" }] });
    await setRole(Role.DEVELOPER, Role.VIEWER);
    expect(await again()).toEqual({ topLevel: "FORBIDDEN" });
    await setRole(Role.DEVELOPER, Role.DEVELOPER);
  });
});
