import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Member, Role } from "../accounts/member.entity.js";
import { newId } from "../database/ids.js";
import { createWorld, type Who, type World } from "../graphql/testing/world.js";
import { LastUse } from "../usage/last-use.entity.js";

let world: World;
beforeAll(async () => {
  world = await createWorld();
  for (let at = 1; at <= 7; at++) {
    world.clock.at += 1;
    await make({ name: `key ${at}` });
  }
});
afterAll(() => world.close());

const make = (input: object) => world.act(Role.OWNER, "createApiKey", input);
const list = async (variables: object = {}, who: Who = Role.VIEWER) =>
  (
    await world.ask(
      who,
      `query ($first: Int, $after: String, $search: String, $name: String, $status: [ApiKeyStatus!], $access: AccessScope,
        $addresses: AddressScope, $idleDays: Int, $gracePeriodOpen: Boolean, $automation: Boolean, $knownTo: ID) { account { apiKeys(first: $first, after: $after, search: $search, name: $name,
        status: $status, access: $access, addresses: $addresses, idleDays: $idleDays, gracePeriodOpen: $gracePeriodOpen, automation: $automation, knownTo: $knownTo) {
        totalCount nodes { id name } edges { cursor node { name } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`,
      { first: 25, ...variables },
    )
  ).data.account.apiKeys;
const names = (page: { nodes: { name: string }[] }) => page.nodes.map(({ name }) => name);

describe("the list of keys", () => {
  it("goes through all pages, the newest first, and says where it is", async () => {
    const one = await list({ first: 3 });
    expect(names(one)).toEqual(["key 7", "key 6", "key 5"]);
    expect(one).toMatchObject({ totalCount: 7, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
    expect(one.pageInfo.endCursor).toBe(one.edges[2].cursor);
    const two = await list({ first: 3, after: one.pageInfo.endCursor });
    expect(names(two)).toEqual(["key 4", "key 3", "key 2"]);
    expect(two.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    const three = await list({ first: 3, after: two.pageInfo.endCursor });
    expect(names(three)).toEqual(["key 1"]);
    expect(three.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  it("stays the same while new keys are made", async () => {
    const one = await list({ first: 2 });
    world.clock.at += 1;
    await make({ name: "newer" });
    expect(names(await list({ first: 2, after: one.pageInfo.endCursor }))).toEqual(["key 5", "key 4"]);
  });

  it("finds the one that has a name, exactly, and none that has had it", async () => {
    await make({ name: "Found by name" });
    await make({ name: "Found by name too" });
    const found = await list({ name: "Found by name" });
    expect(names(found)).toEqual(["Found by name"]);
    for (const name of ["found by name", "Found by name ", "Found", "%", ""])
      expect((await list({ name })).totalCount, name).toBe(0);
    expect((await list({ name: null })).totalCount).toBeGreaterThan(2);
    await world.act(Role.OWNER, "deleteApiKey", { id: found.nodes[0].id }, "errors { code }");
    expect((await list({ name: "Found by name" })).totalCount).toBe(0);
  });

  it("searches name, note, key and labels, in any case", async () => {
    const { apiKey } = await make({ name: "Zürich", note: "100% of PAYROLL", labels: ["Über", 'say "hi"'] });
    for (const search of ["ZÜR", "zürich", "100%", "payroll", "über", "ÜBER", '"hi"', apiKey.key.slice(5)])
      expect(names(await list({ search })), search).toEqual(["Zürich"]);
    for (const search of ["1_0%", "zurich", ",", "[", "nothing", "\0nothing", "Z\0"])
      expect(names(await list({ search })), search).toEqual([]);
    expect((await list({ search: "" })).totalCount).toBeGreaterThan(7);
  });

  it("finds a key by how one of its tokens begins, as long as that works", async () => {
    const made = await world.act(Role.OWNER, "createApiKey", { name: "leaked" }, "token apiKey { id }");
    const { token, apiKey } = made;
    const grace = { id: apiKey.id, gracePeriodSeconds: 60 };
    const renewed = await world.act(Role.OWNER, "regenerateToken", grace, "token");
    for (const search of [token, token.slice(0, 8), renewed.token, `${token.slice(0, 8)}…`])
      expect(names(await list({ search })), search).toEqual(["leaked"]);
    for (const search of [token.slice(1), token.slice(0, 7)])
      expect(names(await list({ search })), search).toEqual([]);
    world.clock.at += 60_000;
    expect(names(await list({ search: token }))).toEqual([]);
    expect(names(await list({ search: renewed.token }))).toEqual(["leaked"]);
  });

  it("searches in letters of any script, and takes no sign for more than itself", async () => {
    const name = "москва ΑΘΉΝΑ [*?] x^-] \\ ß";
    await make({ name });
    for (const search of ["МОСКВА", "Москва", "Αθήνα", "[*?]", "?", "*", "[*", "X^-]", "\\", "ß"])
      expect(names(await list({ search })), search).toEqual([name]);
    for (const search of ["м?сква", "к*а", "[a-z]", "[^a]"])
      expect(names(await list({ search })), search).toEqual([]);
  });

  it("chooses by status", async () => {
    const expiresAt = new Date(world.clock.at + 10).toISOString();
    await make({ name: "expiring", expiresAt });
    const off = await make({ name: "off", expiresAt });
    await world.act(Role.OWNER, "disableApiKey", { id: off.apiKey.id });
    world.clock.at += 10;
    expect(names(await list({ status: ["DISABLED"] }))).toEqual(["off"]);
    expect(names(await list({ status: ["EXPIRED"] }))).toEqual(["expiring"]);
    expect(names(await list({ status: ["EXPIRED", "DISABLED"] })).sort()).toEqual(["expiring", "off"]);
    expect(names(await list({ status: ["ACTIVE"] }))).not.toContain("off");
    expect(await list({ status: [] })).toMatchObject({ totalCount: 0, nodes: [] });
  });

  it("chooses by what a key may call, and from where", async () => {
    await make({ name: "few APIs", permissions: { scope: "SELECTED_APIS", codes: ["sms"] } });
    await make({ name: "few addresses", allowlist: { scope: "ALLOWLIST_ONLY", entries: [] } });
    expect(names(await list({ access: "SELECTED_APIS" }))).toEqual(["few APIs"]);
    expect(names(await list({ access: "ALL_APIS" }))).not.toContain("few APIs");
    expect(names(await list({ addresses: "ALLOWLIST_ONLY" }))).toEqual(["few addresses"]);
    expect(names(await list({ addresses: "ANY_ADDRESS", access: "SELECTED_APIS" }))).toEqual(["few APIs"]);
  });

  it("chooses by whether a key may ask this API, by whichever of its permissions, once each", async () => {
    for (const codes of [
      ["access-control"],
      ["access-control.read"],
      ["access-control.read", "access-control.write"],
    ])
      await make({ name: `script: ${codes.join(", ")}`, permissions: { scope: "ALL_APIS", codes } });
    const scripts = await list({ automation: true });
    expect(scripts.totalCount).toBe(3);
    expect(names(scripts).every((name) => name.startsWith("script: "))).toBe(true);
    const others = await list({ automation: false });
    expect(names(others)).toEqual(expect.arrayContaining(["few APIs", "key 1"]));
    expect(names(others).some((name) => name.startsWith("script: "))).toBe(false);
  });

  it("chooses by whether an old token still works, to the moment", async () => {
    const { apiKey } = await make({ name: "two tokens" });
    await world.act(Role.OWNER, "regenerateToken", { id: apiKey.id, gracePeriodSeconds: 60 });
    world.clock.at += 59_999;
    expect(names(await list({ gracePeriodOpen: true }))).toEqual(["two tokens"]);
    expect(names(await list({ gracePeriodOpen: false }))).not.toContain("two tokens");
    world.clock.at += 1;
    expect(names(await list({ gracePeriodOpen: true }))).toEqual([]);
    expect(names(await list({ gracePeriodOpen: false }))).toContain("two tokens");
  });

  it("chooses those whose token a person may know: who made, holds or has regenerated them", async () => {
    const knownTo = world.users.get(Role.DEVELOPER)?.id;
    await world.act(Role.DEVELOPER, "createApiKey", { name: "made by them" });
    await make({ name: "held by them", holderId: knownTo });
    const { apiKey } = await make({ name: "regenerated by them" });
    await world.act(Role.DEVELOPER, "updateApiKey", { id: apiKey.id, note: "only changed" });
    expect(names(await list({ knownTo })).sort()).toEqual(["held by them", "made by them"]);
    await world.act(Role.DEVELOPER, "regenerateToken", { id: apiKey.id });
    const all = ["held by them", "made by them", "regenerated by them"];
    expect(names(await list({ knownTo })).sort()).toEqual(all);
    expect(names(await list({ knownTo, search: "held" }))).toEqual(["held by them"]);
    expect(names(await list({ knownTo: "usr_nobody" }))).toEqual([]);
  });

  it("says of a key which account it is of", async () => {
    const { apiKey } = await make({ name: "of alpha" });
    const { data } = await world.ask(
      Role.VIEWER,
      `{ node(id: "${apiKey.id}") { ... on ApiKey { account { sid } } } }`,
    );
    expect(data.node.account.sid).toBe(world.alpha.sid);
  });

  it("chooses what was neither made nor used for some days", async () => {
    const used = await make({ name: "idle since a call" });
    const at = new Date(world.clock.at + 1_000);
    await world.database.write((manager) =>
      manager.insert(LastUse, {
        tokenId: used.apiKey.tokens[0].id,
        apiKeyId: used.apiKey.id,
        at,
        address: null,
        operation: null,
      }),
    );
    const idle = async () => names(await list({ idleDays: 90, search: "idle" }));
    world.clock.at += 90 * 86_400_000;
    await make({ name: "idle, but new" });
    expect(await idle()).toEqual([]);
    world.clock.at += 1_000;
    expect(await idle()).toEqual(["idle since a call"]);
    expect(names(await list({ idleDays: 90 }))).toContain("key 1");
  });

  it.each([0, 3_651])("refuses %i idle days", async (idleDays) => {
    const { errors } = await world.ask(
      Role.VIEWER,
      `{ account { apiKeys(idleDays: ${idleDays}) { totalCount } } }`,
    );
    expect(errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });

  it("searches the names and e-mails of holders who are members", async () => {
    const holder = world.users.get(Role.ADMIN);
    await make({ name: "of a holder", holderId: holder?.id });
    for (const search of [holder?.name.toUpperCase(), holder?.email])
      expect(names(await list({ search })), search).toEqual(["of a holder"]);
    await world.act(Role.OWNER, "createApiKey", {
      name: "of another",
      holderId: world.users.get(Role.OWNER)?.id,
    });
    expect(names(await list({ search: holder?.email }))).toEqual(["of a holder"]);
  });

  it("finds nobody on the provider's staff by what customers see nowhere", async () => {
    const { id: userId = "", name, email } = world.users.get("operator") ?? {};
    const member = { accountId: world.alpha.id, userId, role: Role.VIEWER, joinedAt: new Date() };
    await world.database.write((manager) =>
      manager.insert(Member, { id: newId("mem", new Date()), ...member }),
    );
    await make({ name: "of staff", holderId: userId });
    for (const search of [name, email, email?.slice(0, 9)])
      for (const [who, found] of [
        [Role.OWNER, []],
        ["reading key", []],
        ["operator", ["of staff"]],
      ] as const)
        expect(names(await list({ search }, who)), `${who}: ${search}`).toEqual(found);
  });

  it("asks the database a handful of times, however many keys there are", async () => {
    const { reader } = world.database;
    const queries: string[] = [];
    reader.setOptions({
      logging: true,
      logger: { logQuery: (query: string) => queries.push(query) } as never,
    });
    const { errors } = await world.ask(
      Role.VIEWER,
      `{ account { apiKeys { nodes { status permissions allowlist { cidr } tokens { status lastUsedAt uses(hours: 24) } lastUsedAt lastUsedAddress
         createdBy { name email } holder { name } recentDenials { id } usage(days: 1) { allowed denied points { at } byApi { api } byAddress { address } } } } } }`,
    );
    reader.setOptions({ logging: false });
    expect(errors).toEqual([]);
    expect(queries.length).toBeLessThanOrEqual(20);
  });
});
