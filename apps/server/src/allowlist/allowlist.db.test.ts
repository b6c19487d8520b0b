import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { createWorld, type World } from "../graphql/testing/world.js";

const WHOLE = "apiKey { addressScope allowlist { cidr note } } errors { code message path }";

let world: World;
let id: string;
beforeAll(async () => {
  world = await createWorld();
  id = (await world.act(Role.OWNER, "createApiKey", { name: "key" }, "apiKey { id }")).apiKey.id;
});
afterAll(() => world.close());

const set = (scope: string, entries?: { cidr: string; note?: string | null }[] | null) =>
  world.act(Role.DEVELOPER, "setAllowlist", { id, allowlist: { scope, entries } }, WHOLE);

describe("setAllowlist", () => {
  it("replaces the networks, in canonical form and in their owner's order", async () => {
    const entries = [
      { cidr: "2001:DB8::/32", note: "office" },
      { cidr: "203.0.113.9" },
      { cidr: "::ffff:10.0.0.0/104" },
    ];
    expect(await set("ALLOWLIST_ONLY", entries)).toEqual({
      apiKey: {
        addressScope: "ALLOWLIST_ONLY",
        allowlist: [
          { cidr: "2001:db8::/32", note: "office" },
          { cidr: "203.0.113.9/32", note: null },
          { cidr: "10.0.0.0/8", note: null },
        ],
      },
      errors: [],
    });
  });

  it("takes an empty list as nowhere", async () => {
    expect((await set("ALLOWLIST_ONLY")).apiKey).toEqual({ addressScope: "ALLOWLIST_ONLY", allowlist: [] });
  });

  it("opens the key to any address, and forgets the networks", async () => {
    await set("ALLOWLIST_ONLY", [{ cidr: "10.0.0.0/8" }]);
    expect((await set("ANY_ADDRESS")).apiKey).toEqual({ addressScope: "ANY_ADDRESS", allowlist: [] });
  });
});

describe("INVALID_CIDR", () => {
  it("offers the network that was meant", async () => {
    const { apiKey, errors } = await set("ALLOWLIST_ONLY", [
      { cidr: "10.0.0.0/8" },
      { cidr: "203.0.113.9/24" },
    ]);
    expect(apiKey).toBeNull();
    expect(errors).toEqual([
      {
        code: "INVALID_CIDR",
        message: expect.stringContaining("203.0.113.0/24"),
        path: ["allowlist", "entries", "1", "cidr"],
      },
    ]);
  });

  it.each([
    "",
    "10.0.0",
    "010.0.0.1",
    "10.0.0.0/255.0.0.0",
    "[::1]",
    "fe80::1%eth0",
    "10.0.0.0/33",
    "office",
  ])("refuses %j", async (cidr) => {
    expect((await set("ALLOWLIST_ONLY", [{ cidr }])).errors).toMatchObject([{ code: "INVALID_CIDR" }]);
  });
});

describe("DUPLICATE_CIDR", () => {
  it("finds the same network in another spelling", async () => {
    const entries = [{ cidr: "203.0.113.9/32" }, { cidr: "10.0.0.0/8" }, { cidr: "::ffff:203.0.113.9" }];
    expect((await set("ALLOWLIST_ONLY", entries)).errors).toMatchObject([
      { code: "DUPLICATE_CIDR", path: ["allowlist", "entries", "2", "cidr"] },
    ]);
  });
});

describe("INVALID", () => {
  it("refuses networks beside any address", async () => {
    expect((await set("ANY_ADDRESS", [{ cidr: "10.0.0.0/8" }])).errors).toMatchObject([
      { code: "INVALID", path: ["allowlist", "entries"] },
    ]);
  });
});
