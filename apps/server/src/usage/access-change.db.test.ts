import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { createWorld, type Who, type World } from "../graphql/testing/world.js";
import { UsageMinute } from "./usage-minute.entity.js";

const DAY = 24 * 60;

let world: World;
let id: string;
beforeAll(async () => {
  world = await createWorld();
  const { apiKey } = await world.act(Role.OWNER, "createApiKey", { name: "key" });
  id = apiKey.id;
  const now = Math.floor(world.clock.at / 60_000);
  const row = (minutesAgo: number, calls: number, fields: Partial<UsageMinute> = {}) => ({
    apiKeyId: id,
    minute: now - minutesAgo,
    tokenId: apiKey.tokens[0].id,
    operation: "sms.send",
    outcome: "ALLOWED",
    address: "203.0.113.1",
    calls,
    lastAt: new Date((now - minutesAgo) * 60_000),
    ...fields,
  });
  await world.database.write((manager) =>
    manager.insert(UsageMinute, [
      row(0, 5),
      row(1, 7, { tokenId: "tok_before" }),
      row(2, 3, { operation: "voice.calls.list" }),
      row(3, 11, { address: "2001:db8::1" }),
      row(4, 13, { address: "other" }),
      row(5, 17, { address: "" }),
      row(6, 1_000, { outcome: "THROTTLED" }),
      row(7, 1_000, { outcome: "PERMISSION_DENIED", operation: "voice.calls.list" }),
      row(8, 1_000, { operation: "sms.gone" }),
      row(10 * DAY, 100),
    ]),
  );
});
afterAll(() => world.close());

const WHOLE =
  "calls denied deniedUnknown byApi { api allowed denied } byAddress { address calls lastSeenAt }";
const ask = (who: Who, input: object, selection = WHOLE) =>
  world.ask(
    who,
    `query ($input: PreviewAccessChangeInput!) { previewAccessChange(input: $input) { ${selection} } }`,
    { input: { apiKeyId: id, ...input } },
  );
const preview = async (input: object) => (await ask(Role.VIEWER, input)).data.previewAccessChange;
const listed = (...cidrs: string[]) => ({
  allowlist: { scope: "ALLOWLIST_ONLY", entries: cidrs.map((cidr) => ({ cidr })) },
});
const selected = (...codes: string[]) => ({ permissions: { scope: "SELECTED_APIS", codes } });

describe("changed permissions", () => {
  it("deny the calls that passed to what they do not grant", async () => {
    expect(await preview(selected("sms"))).toEqual({
      calls: 56,
      denied: 3,
      deniedUnknown: 0,
      byApi: [
        { api: "voice", allowed: 0, denied: 3 },
        { api: "sms", allowed: 53, denied: 0 },
      ],
      byAddress: [{ address: "203.0.113.1", calls: 3, lastSeenAt: "2026-03-01T11:58:00.000Z" }],
    });
  });

  it("deny everything when they grant nothing", async () => {
    expect(await preview(selected())).toMatchObject({ calls: 56, denied: 56, deniedUnknown: 30 });
  });

  it("of all APIs deny nothing", async () => {
    expect(await preview({ permissions: { scope: "ALL_APIS" } })).toMatchObject({ calls: 56, denied: 0 });
  });
});

describe("a changed allowlist", () => {
  it("denies calls from elsewhere, and those whose address was not kept", async () => {
    expect(await preview(listed("203.0.113.0/24"))).toMatchObject({
      calls: 56,
      denied: 41,
      deniedUnknown: 30,
      byApi: [
        { api: "sms", allowed: 12, denied: 41 },
        { api: "voice", allowed: 3, denied: 0 },
      ],
      byAddress: [{ address: "2001:db8::1", calls: 11 }],
    });
  });

  it("denies everything when it is empty, nothing when it is open", async () => {
    expect((await preview(listed())).denied).toBe(56);
    expect((await preview({ allowlist: { scope: "ANY_ADDRESS" } })).denied).toBe(0);
  });

  it("denies once what the permissions deny too", async () => {
    expect(await preview({ ...selected("voice"), ...listed("203.0.113.1") })).toMatchObject({ denied: 53 });
  });
});

describe("a preview", () => {
  it("of no change denies nothing", async () => {
    expect(await preview({})).toMatchObject({ calls: 56, denied: 0, byAddress: [] });
  });

  it("looks back as many days as it is told, else seven", async () => {
    expect((await preview({ days: 30 })).calls).toBe(156);
    expect((await preview({ days: null })).calls).toBe(56);
  });

  it("changes nothing", async () => {
    await preview({ ...selected("sms"), ...listed() });
    const { data } = await world.ask(
      Role.VIEWER,
      "query ($id: ID!) { account { apiKey(id: $id) { version accessScope addressScope } } }",
      { id },
    );
    expect(data.account.apiKey).toEqual({ version: 1, accessScope: "ALL_APIS", addressScope: "ANY_ADDRESS" });
  });

  it.each<[string, object]>([
    ["days out of bounds", { days: 91 }],
    ["days of 0", { days: 0 }],
    ["an unknown code", selected("s3cr3t")],
    ["a code beside ALL_APIS", { permissions: { scope: "ALL_APIS", codes: ["sms"] } }],
    ["what the role may not grant", selected("access-control.read")],
    ["an address that is none", listed("s3cr3t")],
    ["the same network twice", listed("203.0.113.1", "203.0.113.1/32")],
  ])("refuses %s, without repeating it", async (_, input) => {
    const reply = await ask(Role.VIEWER, input, "calls");
    expect(reply).toMatchObject({ status: 400, errors: [{ extensions: { code: "BAD_USER_INPUT" } }] });
    expect(JSON.stringify(reply)).not.toContain("s3cr3t");
  });

  it("says where the change is wrong", async () => {
    const { errors } = await ask(Role.OWNER, selected("sms", "nothing"), "calls");
    expect(errors[0]?.message).toBe('"permissions.codes.1": There is no such permission.');
  });

  it("lets who may grant access-control preview that", async () => {
    const { data } = await ask(Role.OWNER, selected("sms", "access-control.read"), "denied");
    expect(data.previewAccessChange).toEqual({ denied: 3 });
  });
});
