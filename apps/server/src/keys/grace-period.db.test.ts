import { createEnforcer, type Enforcer } from "@latchkey/enforcer";
import { atOnce, basic } from "@latchkey/enforcer/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { HOUR } from "../durations.js";
import { createWorld, type World } from "../graphql/testing/world.js";

let world: World;
let enforcer: Enforcer;
let key: { id: string; key: string };
let first: string;
const PAYLOAD = "token apiKey { id key tokens { retiresAt } } errors { code }";

beforeAll(async () => {
  world = await createWorld();
  enforcer = await createEnforcer({ databaseUrl: world.url, clock: world.clock, id: "gateway" });
  await enforcer.ready;
  const made = await world.act(Role.OWNER, "createApiKey", { name: "key" }, PAYLOAD);
  key = made.apiKey;
  first = made.token;
});
afterAll(async () => {
  await enforcer.close();
  await world.close();
});

/** `ALLOWED` or the reason of the denial, by the rules as they are in the database. */
async function call(token: string): Promise<string> {
  await enforcer.pull();
  const authorization = basic(key.key, token);
  const path = `/v1/Accounts/${world.alpha.sid}/sms.send`;
  const request = { authorization, method: "POST", path, clientAddress: "203.0.113.1" };
  const decision = atOnce(enforcer.decide(request, "request-1"));
  return decision.allowed ? "ALLOWED" : decision.reason;
}

const regenerate = (input: object = {}) =>
  world.act(Role.OWNER, "regenerateToken", { id: key.id, ...input }, PAYLOAD);

describe("at the gateway, the old token", () => {
  it("works until 48 hours have passed since regenerating, to the millisecond", async () => {
    const { token, apiKey } = await regenerate();
    const retiresAt = Date.parse(apiKey.tokens[1].retiresAt);
    expect(retiresAt).toBe(world.clock.at + 48 * HOUR);
    expect([await call(first), await call(token)]).toEqual(["ALLOWED", "ALLOWED"]);
    world.clock.at = retiresAt - 1;
    expect([await call(first), await call(token)]).toEqual(["ALLOWED", "ALLOWED"]);
    world.clock.at = retiresAt;
    expect([await call(first), await call(token)]).toEqual(["TOKEN_RETIRED", "ALLOWED"]);
    first = token;
  });

  it("ends when it is deleted early, and leaves the new one alone", async () => {
    const { token } = await regenerate();
    await world.act(Role.OWNER, "deleteRetiringToken", { id: key.id });
    expect([await call(first), await call(token)]).toEqual(["TOKEN_RETIRED", "ALLOWED"]);
    first = token;
  });

  it("ends at once without a grace period", async () => {
    const { token } = await regenerate({ gracePeriodSeconds: 0 });
    expect([await call(first), await call(token)]).toEqual(["TOKEN_RETIRED", "ALLOWED"]);
    first = token;
  });
});

describe("at the gateway, a change of a key", () => {
  it("holds from the next look for changes on", async () => {
    const { id } = key;
    await world.act(Role.OWNER, "setPermissions", {
      id,
      permissions: { scope: "SELECTED_APIS", codes: ["voice"] },
    });
    expect(await call(first)).toBe("PERMISSION_DENIED");
    await world.act(Role.OWNER, "setPermissions", { id, permissions: { scope: "ALL_APIS" } });
    expect(await call(first)).toBe("ALLOWED");
    await world.act(Role.OWNER, "setAllowlist", {
      id,
      allowlist: { scope: "ALLOWLIST_ONLY", entries: [{ cidr: "198.51.100.0/24" }] },
    });
    expect(await call(first)).toBe("IP_NOT_ALLOWED");
    await world.act(Role.OWNER, "setAllowlist", { id, allowlist: { scope: "ANY_ADDRESS" } });
    await world.act(Role.OWNER, "disableApiKey", { id });
    expect(await call(first)).toBe("KEY_DISABLED");
    await world.act(Role.OWNER, "enableApiKey", { id });
    expect(await call(first)).toBe("ALLOWED");
    await world.act(Role.OWNER, "deleteApiKey", { id });
    expect(await call(first)).toBe("UNKNOWN_KEY");
  });

  it("is confirmed by the gateway in the payload's effect", async () => {
    const { effect } = await world.act(
      Role.OWNER,
      "createApiKey",
      { name: "confirmed" },
      "effect { revision gateways confirmed } errors { code }",
    );
    expect(effect).toMatchObject({ gateways: 1, confirmed: 1 });
  });
});
