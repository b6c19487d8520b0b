import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { DAY } from "../durations.js";
import { createWorld, type World } from "../graphql/testing/world.js";
import { LastUse } from "../usage/last-use.entity.js";
import { ApiKeyOrder } from "./api-key.entity.js";

let world: World;
/** Tokens of keys, by the keys' names. */
const made = new Map<string, { tokenId: string; apiKeyId: string }>();

beforeAll(async () => {
  world = await createWorld();
  for (const name of ["beta", "Alpha", "never used", "alpha", "Éclair "]) await make(name);
  await make("ends late", { expiresAt: inDays(9) });
  await make("ends soon", { expiresAt: inDays(2) });
});
afterAll(() => world.close());

const inDays = (days: number) => new Date(world.clock.at + days * DAY).toISOString();

async function make(name: string, more: object = {}) {
  world.clock.at += 1_000;
  const { apiKey } = await world.act(Role.OWNER, "createApiKey", { name, ...more });
  made.set(name, { tokenId: apiKey.tokens[0].id, apiKeyId: apiKey.id });
}

async function use(name: string) {
  world.clock.at += 1_000;
  const key = made.get(name);
  if (key === undefined) throw new Error(name);
  const row = { ...key, at: new Date(world.clock.at), address: null };
  await world.database.write((manager) => manager.save(LastUse, row));
}

async function list(variables: { order: string; first?: number; after?: string; search?: string }) {
  const { data, errors } = await world.ask(
    Role.VIEWER,
    `query ($first: Int, $after: String, $search: String, $order: ApiKeyOrder) {
       account { apiKeys(first: $first, after: $after, search: $search, order: $order) {
         nodes { name } edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor } } } }`,
    { first: 100, ...variables },
  );
  const page = data?.account?.apiKeys;
  return { ...page, errors, names: page?.nodes.map(({ name }: { name: string }) => name) };
}

/** All names, two by two, with what comes between the pages. */
async function walk(order: string, between: (page: number) => Promise<unknown> = async () => {}) {
  const names: string[] = [];
  for (let after: string | undefined, at = 1; ; at++) {
    const page = await list({ order, first: 2, ...(after !== undefined && { after }) });
    expect(page.errors).toEqual([]);
    expect(page.pageInfo.hasPreviousPage).toBe(at > 1);
    names.push(...page.names);
    if (!page.pageInfo.hasNextPage) return names;
    after = page.pageInfo.endCursor;
    await between(at);
  }
}

describe("keys are listed", () => {
  it.each([
    ["NEWEST", ["ends soon", "ends late", "Éclair ", "alpha", "never used", "Alpha", "beta"]],
    ["OLDEST", ["beta", "Alpha", "never used", "alpha", "Éclair ", "ends late", "ends soon"]],
    ["NAME", ["alpha", "Alpha", "beta", "ends late", "ends soon", "never used", "Éclair "]],
    ["ENDS_FIRST", ["ends soon", "ends late", "Éclair ", "alpha", "never used", "Alpha", "beta"]],
  ])("in the order %s, in one page or in many", async (order, names) => {
    expect((await list({ order })).names).toEqual(names);
    expect(await walk(order)).toEqual(names);
  });

  it("idle longest first, from their making on where they were never used", async () => {
    await use("never used");
    await use("beta");
    await use("beta");
    const names = ["Alpha", "alpha", "Éclair ", "ends late", "ends soon", "never used", "beta"];
    expect((await list({ order: "IDLE_LONGEST" })).names).toEqual(names);
    expect(await walk("IDLE_LONGEST")).toEqual(names);
  });

  it("idle longest first, and none is passed over when the last of a page is used meanwhile", async () => {
    const names = await walk("IDLE_LONGEST", async (page) => {
      if (page === 1) await use("alpha");
    });
    expect(names).toEqual([
      "Alpha",
      "alpha",
      "Éclair ",
      "ends late",
      "ends soon",
      "never used",
      "beta",
      "alpha",
    ]);
  });

  it.each(Object.values(ApiKeyOrder))("in the order %s, also of what is searched", async (order) => {
    const page = await list({ order, search: "ends", first: 1 });
    expect(page.names).toEqual([expect.stringMatching(/^ends /)]);
    const next = await list({ order, search: "ends", first: 1, after: page.pageInfo.endCursor });
    expect([...page.names, ...next.names].sort()).toEqual(["ends late", "ends soon"]);
    expect(next.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });
});

describe("a cursor", () => {
  const refused = [{ extensions: { code: "BAD_USER_INPUT" } }];
  const orders = Object.values(ApiKeyOrder);
  const isOfIds = (order: string) => order === "NEWEST" || order === "OLDEST";

  it.each(orders)("of %s is taken by no order with other places", async (order) => {
    const after = (await list({ order })).edges[0].cursor;
    for (const other of orders) {
      const { errors } = await list({ order: other, after });
      const fits = other === order || (isOfIds(order) && isOfIds(other));
      expect(errors, other).toMatchObject(fits ? [] : refused);
    }
  });

  it.each([
    "IDLE_LONGEST x",
    "IDLE_LONGEST 0x1",
    "IDLE_LONGEST Infinity",
    "IDLE_LONGEST NaN",
    "IDLE_LONGEST ",
    "IDLE_LONGEST",
    "NAME x",
  ])("with another place is refused: %s", async (place) => {
    const after = Buffer.from(`${made.get("beta")?.apiKeyId} ${place}`).toString("base64url");
    expect((await list({ order: "IDLE_LONGEST", after })).errors).toMatchObject(refused);
  });

  it("is taken when its key has another name, or is gone", async () => {
    const { edges } = await list({ order: "NAME" });
    const { apiKeyId: id } = made.get("beta") ?? {};
    await world.act(Role.OWNER, "updateApiKey", { id, name: "zeta" }, "errors { code }");
    const renamed = await list({ order: "NAME", after: edges[2].cursor });
    expect(renamed.names).toEqual(["ends late", "ends soon", "never used", "zeta", "Éclair "]);
    await world.act(Role.OWNER, "deleteApiKey", { id }, "errors { code }");
    const gone = await list({ order: "NAME", after: edges[2].cursor });
    expect(gone.names).toEqual(["ends late", "ends soon", "never used", "Éclair "]);
  });
});
