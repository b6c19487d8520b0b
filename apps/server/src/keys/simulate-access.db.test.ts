import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { createWorld, type Who, type World } from "../graphql/testing/world.js";
import { Permission } from "../permissions/permission.entity.js";
import { ThrottleGrant } from "../throttle/throttle-grant.entity.js";
import { UsageMinute } from "../usage/usage-minute.entity.js";

let world: World;
let count = 0;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const WHOLE =
  "allowed reason operation missingPermission status steps { name passed detail } throttle { api { code } limit }";
const SEND = { method: "POST", path: "/v1/Accounts/alpha/sms.send" };

const newKey = async (fields: object = {}): Promise<string> =>
  (await world.act(Role.OWNER, "createApiKey", { name: `key ${count++}`, ...fields })).apiKey.id;
const ask = (who: Who, input: object, selection = WHOLE) =>
  world.ask(who, `query ($input: SimulateAccessInput!) { simulateAccess(input: $input) { ${selection} } }`, {
    input,
  });
const simulate = async (apiKeyId: string, input: object = {}) =>
  (await ask(Role.VIEWER, { apiKeyId, ...SEND, ...input })).data.simulateAccess;
const passedOf = ({ steps }: { steps: { passed: boolean | null }[] }) => steps.map(({ passed }) => passed);

describe("an allowed call", () => {
  it("says so at every stage, and how its throttle stands", async () => {
    expect(await simulate(await newKey())).toEqual({
      allowed: true,
      reason: null,
      operation: "sms.send",
      missingPermission: null,
      status: 200,
      steps: [
        {
          name: "authenticate",
          passed: true,
          detail: "The account is not suspended; the key is enabled and has not expired.",
        },
        { name: "admit", passed: true, detail: "The key may be used from this address." },
        { name: "match", passed: true, detail: "This method and path are the operation sms.send." },
        { name: "authorize", passed: true, detail: "The key was granted sms.send." },
        { name: "throttle", passed: null, detail: "Not judged: what nobody calls spends nothing." },
      ],
      throttle: { api: { code: "sms" }, limit: 200 },
    });
  });

  it("leaves no trace", async () => {
    const id = await newKey();
    await simulate(id);
    expect(await world.database.reader.manager.countBy(UsageMinute, { apiKeyId: id })).toBe(0);
  });
});

describe("a denied call", () => {
  it("names the missing permission, and stops there", async () => {
    const id = await newKey({ permissions: { scope: "SELECTED_APIS", codes: ["voice"] } });
    const decision = await simulate(id);
    expect(decision).toMatchObject({
      allowed: false,
      reason: "PERMISSION_DENIED",
      operation: "sms.send",
      missingPermission: "sms.send",
      status: 403,
      throttle: { api: { code: "sms" } },
    });
    expect(passedOf(decision)).toEqual([true, true, true, false, null]);
    expect(decision.steps[3].detail).toBe("This API key lacks the permission sms.send.");
  });

  it.each([
    ["another account's path", { path: "/v1/Accounts/beta/sms.send" }, "ACCOUNT_MISMATCH", "sms.send"],
    ["an unknown path", { path: "/v1/Accounts/alpha/nothing" }, "UNKNOWN_API", null],
    ["a method in lower case", { method: "post" }, "UNKNOWN_API", null],
    ["dots in the path", { path: "/v1/Accounts/alpha/../alpha/sms.send" }, "AMBIGUOUS_PATH", null],
    ["an empty path", { path: "" }, "AMBIGUOUS_PATH", null],
    ["half of a character", { path: "/v1/\ud800" }, "AMBIGUOUS_PATH", null],
  ])("for %s fails at the path", async (_, input, reason, operation) => {
    const decision = await simulate(await newKey(), input);
    expect(decision).toMatchObject({
      allowed: false,
      reason,
      operation,
      missingPermission: null,
      status: 403,
    });
    expect(passedOf(decision)).toEqual([true, true, false, null, null]);
  });

  it.each([
    ["203.0.113.255", null],
    ["::ffff:203.0.113.1", null],
    ["203.0.114.0", "IP_NOT_ALLOWED"],
    ["nonsense", "IP_NOT_ALLOWED"],
    [undefined, "IP_NOT_ALLOWED"],
    [null, "IP_NOT_ALLOWED"],
  ])("from %s is judged by the allowlist: %s", async (clientAddress, reason) => {
    const entries = [{ cidr: "203.0.113.0/24" }];
    const id = await newKey({ allowlist: { scope: "ALLOWLIST_ONLY", entries } });
    expect((await simulate(id, { clientAddress })).reason).toBe(reason);
  });

  it("because its key is disabled, or its account is suspended, fails at the start", async () => {
    const id = await newKey();
    await world.act(Role.OWNER, "disableApiKey", { id });
    const disabled = await simulate(id);
    expect(disabled).toMatchObject({ reason: "KEY_DISABLED", status: 403, operation: null, throttle: null });
    expect(passedOf(disabled)).toEqual([false, null, null, null, null]);
    const suspend = (suspended: boolean) =>
      world.act("operator", "setAccountSuspended", { accountSid: "alpha", suspended, reason: "x" });
    await suspend(true);
    const suspended = await simulate(id);
    await suspend(false);
    expect(suspended).toMatchObject({ reason: "ACCOUNT_SUSPENDED", status: 403 });
  });

  it("is one that a broken row makes undecidable", async () => {
    const id = await newKey();
    await world.database.write((manager) => manager.insert(Permission, { apiKeyId: id, code: "" }));
    const broken = await simulate(id);
    expect(broken).toMatchObject({ allowed: false, reason: "UNAVAILABLE", status: 503 });
    expect(passedOf(broken)).toEqual([false, null, null, null, null]);
  });

  it("is one to a path of which nobody can tell what it stands for", async () => {
    const id = await newKey();
    const setFlag = (value: number) =>
      world.database.write((manager) =>
        manager.query("UPDATE `operation` SET `accountScoped` = ? WHERE `code` = 'sms.send'", [value]),
      );
    await setFlag(5);
    const doubtful = await simulate(id);
    await setFlag(1);
    expect(doubtful).toMatchObject({ allowed: false, reason: "UNAVAILABLE", status: 503 });
    expect(passedOf(doubtful)).toEqual([true, true, false, null, null]);
  });

  it("is one whose limit can't be read", async () => {
    const id = await newKey();
    const row = {
      accountId: world.alpha.id,
      apiCode: "voice",
      limit: -1,
      validUntil: null,
      grantedById: null,
      requestId: null,
      createdAt: new Date(world.clock.at),
      endedAt: null,
      revision: 0,
    };
    await world.database.write((manager) => manager.insert(ThrottleGrant, { id: "grt_broken", ...row }));
    const broken = await simulate(id, { method: "GET", path: "/v1/Accounts/alpha/voice.calls.list" });
    await world.database.write((manager) => manager.delete(ThrottleGrant, { id: "grt_broken" }));
    expect(broken).toMatchObject({ allowed: false, reason: "UNAVAILABLE", status: 503 });
    expect(passedOf(broken)).toEqual([true, true, true, true, false]);
  });
});

describe("another time", () => {
  it("judges the key's last day to the millisecond, and the limit of then", async () => {
    const expiresAt = new Date(world.clock.at + 60_000);
    const id = await newKey({ expiresAt: expiresAt.toISOString() });
    const validUntil = new Date(world.clock.at + 30_000);
    await world.database.write((manager) =>
      manager.insert(ThrottleGrant, {
        id: "grt_short",
        accountId: world.alpha.id,
        apiCode: "sms",
        limit: 900,
        validUntil,
        grantedById: null,
        requestId: null,
        createdAt: new Date(world.clock.at),
        endedAt: null,
        revision: 0,
      }),
    );
    const at = async (milliseconds: number) => {
      const { reason, throttle } = await simulate(id, {
        at: new Date(world.clock.at + milliseconds).toISOString(),
      });
      return [reason, throttle?.limit];
    };
    expect(await at(0)).toEqual([null, 900]);
    expect(await at(30_000)).toEqual([null, 200]);
    expect(await at(59_999)).toEqual([null, 200]);
    expect(await at(60_000)).toEqual(["KEY_EXPIRED", undefined]);
    await world.database.write((manager) => manager.delete(ThrottleGrant, { id: "grt_short" }));
  });
});

describe("NOT_FOUND", () => {
  it("answers for a deleted key", async () => {
    const id = await newKey();
    await world.act(Role.OWNER, "deleteApiKey", { id });
    const { errors } = await ask(Role.OWNER, { apiKeyId: id, ...SEND }, "allowed");
    expect(errors[0]?.extensions.code).toBe("NOT_FOUND");
  });
});

describe("BAD_USER_INPUT", () => {
  it("answers for a path that no gateway would read, and costs no more than that", async () => {
    const id = await newKey();
    const longest = `/${"%41".repeat(21_845)}`;
    expect(await simulate(id, { path: longest })).toMatchObject({ reason: "UNKNOWN_API" });
    const { status, errors } = await ask(Role.VIEWER, { apiKeyId: id, ...SEND, path: `${longest}a` });
    expect([status, errors]).toEqual([
      400,
      [
        expect.objectContaining({
          message: '"path" may have at most 65,536 characters.',
          extensions: expect.objectContaining({ code: "BAD_USER_INPUT" }),
        }),
      ],
    ]);
  });
});
